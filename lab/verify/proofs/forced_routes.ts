import type { ForcedRouteInput, Frozen } from "../../../lib/model/types.ts";
import { ERROR_RATE, requestsToTell } from "../acceptance_region.ts";
import { echoChain } from "../echo_chain.ts";
import { exampleName, type ForcedExample, forcedExample, nearMiss } from "../forced_example.ts";
import { sendToGateway } from "../gateway_client.ts";
import type { HopCounts } from "../hop_counts.ts";
import { type Hop, hopsOf } from "../hops.ts";
import { journeyFrom } from "../journeys.ts";
import { measureHops, measureProbe } from "../measure_hops.ts";
import { count, rate } from "../numbers_text.ts";
import { probeRequest } from "../probe_request.ts";
import type { Finding, Proof, ProofContext } from "../proof.ts";
import type { Answer } from "../send_requests.ts";

type Route = Frozen<ForcedRouteInput>;

/** Requests for each route at the least. */
const LEAST = 20;

/** Requests under way at once. */
const PARALLEL = 4;

/** Requests that a route forces to the canary go there on every hop, and what forces them is passed on. */
export const FORCED_ROUTES: Proof = Object.freeze({
  name: "forced-routes",
  title: "requests that a canary policy names go to the canary on every hop, and only those",
  run: forcedRoutes,
});

async function forcedRoutes(context: ProofContext): Promise<readonly Finding[]> {
  const hops = hopsOf(context.cluster);
  const cases = hops.flatMap((hop) => (hop.callee.canary?.routes ?? []).map((route) => ({ hop, route })));
  const errorRate = ERROR_RATE / Math.max(1, 2 * cases.length);
  const findings: Finding[] = [];
  for (const { hop, route } of cases) {
    const weight = hop.callee.canary?.weight ?? 0;
    const requests = weight >= 100 ? LEAST : Math.max(LEAST, requestsToTell(weight / 100, errorRate));
    const measurement = { hop: hop.name, weight, requests };
    const forced = await forcedExample(route);
    const example = exampleName(forced);
    const counts = await countAlong(context, hop, forced, requests);
    if (counts === "no path") {
      findings.push({ passed: true, text: `${hop.name}: ${example} is not among the paths that lead there` });
      continue;
    }
    findings.push(judgeForced({ ...measurement, example, counts }));
    const miss = weight >= 100 ? undefined : await nearMiss(route);
    if (miss === undefined) continue;
    const missed = await countAlong(context, hop, miss, requests);
    if (missed === "no path") continue;
    findings.push(judgeNearMiss({ ...measurement, example: exampleName(miss), counts: missed }));
  }
  return [...findings, ...await survival(context, hops)];
}

/** Sends requests along one hop; those of inner hops are sent by a probe. */
async function countAlong(
  context: ProofContext,
  hop: Hop,
  example: ForcedExample,
  requests: number,
): Promise<HopCounts | "no path"> {
  const { engine, cluster, probes } = context;
  const { exposure, client } = hop;
  const request = { ...given(example), count: requests, parallel: PARALLEL, keep: 0 };
  if (exposure !== undefined) {
    const { path } = example;
    if (path !== undefined && !exposure.paths.some((prefix) => path.startsWith(prefix))) return "no path";
    const work = () => sendToGateway(engine, cluster, exposure, [request]);
    const { counts } = await measureHops(context, [hop], work);
    return counts.get(hop.name) ?? NOTHING;
  }
  const probe = await probes.ofService(client ?? hop.callee);
  const work = () => probe.send([{ ...probeRequest(hop), ...request }]);
  return (await measureProbe(context, hop, probe, work)).counts;
}

const NOTHING: HopCounts = { total: 0, stable: 0, canary: 0, other: 0, lost: "" };

function given({ method, path, headers }: ForcedExample) {
  return {
    headers,
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
  };
}

/** What was sent along a hop, and where it went. */
export interface ForcedMeasurement {
  /** The name of the hop. */
  readonly hop: string;
  /** What was sent, for people. */
  readonly example: string;
  /** How often. */
  readonly requests: number;
  /** What the canary gets of requests that nothing forces. Unit: percent. */
  readonly weight: number;
  /** Where the requests went. */
  readonly counts: HopCounts;
}

/** Says whether all requests went to the canary. */
export function judgeForced({ hop, example, requests, weight, counts }: ForcedMeasurement): Finding {
  const { total, canary, lost } = counts;
  const numbers = { hop, requests, seen: total, canary };
  if (lost !== "") return { passed: false, text: `${hop}: the requests can't be counted: ${lost}`, numbers };
  const chance = weight >= 100
    ? "every other request goes there too"
    : `chance alone: ${rate((weight / 100) ** requests)}`;
  return {
    passed: total >= requests && canary === total,
    text: `${hop}: ${count(canary)} of ${count(total)} requests with ${example} went to canary (${chance})`,
    numbers,
  };
}

/** Says whether not all requests went to the canary. */
export function judgeNearMiss({ hop, example, requests, weight, counts }: ForcedMeasurement): Finding {
  const { total, stable, lost } = counts;
  const numbers = { hop, requests, seen: total, stable };
  if (lost !== "") return { passed: false, text: `${hop}: the requests can't be counted: ${lost}`, numbers };
  return {
    passed: total >= requests && stable > 0,
    text: `${hop}: ${count(stable)} of ${count(total)} requests with ${example} went to stable; ` +
      `that none does by chance: ${rate((weight / 100) ** requests)}`,
    numbers,
  };
}

/** Requests from outside with a header that forces them: it has to reach every tier that it forces too. */
async function survival(context: ProofContext, hops: readonly Hop[]): Promise<readonly Finding[]> {
  const { engine, cluster } = context;
  const findings: Finding[] = [];
  for (const { exposure, callee } of hops) {
    if (exposure === undefined) continue;
    for (const route of (callee.canary?.routes ?? []).filter(isPassedOn)) {
      const example = await forcedExample(route);
      const along = hopsWithRoute(hops, callee.name, route);
      const { counts, result } = await measureHops(context, along, async () => {
        const journey = await journeyFrom(callee, exposure);
        const headers = { ...journey.headers, ...example.headers };
        const request = { ...journey, headers, count: LEAST, parallel: PARALLEL };
        return (await sendToGateway(engine, cluster, exposure, [request])).flat();
      });
      findings.push(...judgeSurvival(along, counts, result, example));
    }
  }
  return findings;
}

/** Tiers pass on `x-` headers; the rest of a request is their own affair. */
function isPassedOn(route: Route): boolean {
  const { headers = {}, cookies, path, method } = route;
  const names = Object.keys(headers);
  return names.length > 0 && names.every((name) => name.startsWith("x-")) && cookies === undefined &&
    path === undefined && method === undefined;
}

/** The hops that are reached from a service by callees that all have the same route. */
export function hopsWithRoute(hops: readonly Hop[], first: string, route: Route): readonly Hop[] {
  const same = ({ callee }: Hop) =>
    (callee.canary?.routes ?? []).some((other) => JSON.stringify(other) === JSON.stringify(route));
  const reached = new Set([first]);
  let size = 0;
  while (size !== reached.size) {
    size = reached.size;
    for (const hop of hops) {
      if (hop.client !== undefined && reached.has(hop.client.name) && same(hop)) reached.add(hop.callee.name);
    }
  }
  return hops.filter((hop) => hop.client !== undefined && reached.has(hop.client.name) && same(hop));
}

/** Says of each hop behind the first tier whether all that came by it was forced there. */
export function judgeSurvival(
  hops: readonly Pick<Hop, "name" | "callee">[],
  counts: ReadonlyMap<string, HopCounts>,
  answers: readonly Pick<Answer, "body">[],
  example: ForcedExample,
): readonly Finding[] {
  const visits = answers.flatMap(({ body }) => echoChain(body));
  return hops.map(({ name, callee }) => {
    const { total, canary, lost } = counts.get(name) ?? NOTHING;
    const numbers = { hop: name, sent: answers.length, seen: total, canary };
    const what = `of ${count(answers.length)} requests from outside with ${exampleName(example)}`;
    if (lost !== "") {
      return { passed: false, text: `${name}: the requests can't be counted: ${lost}`, numbers };
    }
    const here = visits.filter(({ service }) => service === callee.name);
    const without = here.filter(({ headers }) =>
      Object.entries(example.headers).some(([header, value]) =>
        headers[header] !== value
      )
    ).length;
    const seen = here.length === 0
      ? ""
      : `; ${count(here.length - without)} of ${count(here.length)} answers show the header`;
    return {
      passed: total >= answers.length && canary === total && without === 0,
      text: `${name}: ${what}, ${count(total)} came by and ${count(canary)} went to canary${seen}`,
      numbers,
    };
  });
}
