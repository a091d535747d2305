import { durationSeconds } from "../../../lib/model/duration.ts";
import type { ServiceModel, VersionName } from "../../../lib/model/types.ts";
import { delay } from "../../process/delay.ts";
import { forcedExample } from "../forced_example.ts";
import { type HopSender, hopSender } from "../hop_sender.ts";
import { type Hop, hopsOf } from "../hops.ts";
import type { Finding, Proof, ProofContext } from "../proof.ts";
import { podAddress, runningPods } from "../proxies.ts";
import { faultHeader, judgeTold, programOf, UNUSUAL } from "../told_to_fail.ts";
import {
  countRefused,
  judgeEjection,
  judgeOverflow,
  judgeRetries,
  judgeTimeout,
} from "../traffic_judgements.ts";
import { ejectable, requestsUnderWay, retriesOf503, secondsUntilTimeout } from "../traffic_promises.ts";

/** Requests beyond what may be under way. */
const BEYOND = 50;

/** How often requests are sent at once until all were sent before the first was answered, and as many taken as may be. */
const ATTEMPTS = 5;

/** Seconds for which a hop is waited for until it answers again. */
const RECOVERY = 60;

/** How many requests more than its limit an Envoy may let through: its threads don't wait for each other. */
const SLACK = 4;

/** Time-outs, retries, limits and outlier detection of every hop; the program behind it has to fail on demand. */
export const TRAFFIC_POLICY: Proof = Object.freeze({
  name: "traffic-policy",
  title: "time-outs, retries, connection pools and outlier detection act as declared",
  run: async (context: ProofContext) =>
    (await Promise.all(hopsOf(context.cluster).map((hop) => proveHop(context, hop)))).flat(),
});

/** A hop, who sends along it, and how to ask what is behind it to fail. */
interface Subject {
  readonly context: ProofContext;
  readonly hop: Hop;
  readonly sender: HopSender;
  /** The name by which the program behind it is told to fail. */
  readonly program: string;
  /** A version that requests with some headers reach for certain. */
  readonly target: Target;
}

interface Target {
  readonly version: VersionName;
  readonly headers: Readonly<Record<string, string>>;
}

async function proveHop(context: ProofContext, hop: Hop): Promise<readonly Finding[]> {
  const unmeasured = (why: string): readonly Finding[] => [
    {
      ...{ passed: false, unmeasured: true, numbers: { hop: hop.name } },
      text: `${hop.name}: not measured: ${why}`,
    },
  ];
  const target = await certainTarget(hop.callee);
  if (target === undefined) return unmeasured("no request is certain to reach one version");
  const sender = await hopSender(context, hop);
  const program = programOf(hop.callee, target.version);
  const subject = { context, hop, sender, program, target };
  const [[answer] = []] = await sender.send([faulty(subject, `status=${UNUSUAL}`)]);
  if (answer === undefined) throw new Error("a batch without answers");
  const deaf = judgeTold(hop.name, program, answer);
  if (deaf !== undefined) return [deaf];
  const findings: Finding[] = [];
  for (const measure of [retries, timeout, overflow, outliers]) {
    // Errors in a row would add up from one to the next.
    await recover(subject);
    findings.push(await measure(subject));
  }
  return findings;
}

/** Headers that lead to one version whatever the weight. */
async function certainTarget({ canary }: ServiceModel): Promise<Target | undefined> {
  if (canary === undefined || canary.weight === 0) return { version: "stable", headers: {} };
  if (canary.weight === 100) return { version: "canary", headers: {} };
  const route = canary.routes.find(({ path, method }) => path === undefined && method === undefined);
  return route === undefined
    ? undefined
    : { version: "canary", headers: (await forcedExample(route)).headers };
}

function faulty({ program, target }: Subject, fault: string, of = program) {
  return { headers: { ...target.headers, ...faultHeader(of, fault) } };
}

/** Waits until requests are answered again: a tier that was kept busy may have been taken for unready. */
async function recover({ sender, target, context, hop }: Subject): Promise<void> {
  const pods = await runningPods(context.api, hop.callee.namespace, { app: hop.callee.name });
  const request = { headers: target.headers, count: 2 * pods.length, keep: 0 };
  const end = performance.now() + RECOVERY * 1000;
  for (;;) {
    const [answers = []] = await sender.send([request]);
    if (answers.every(({ status }) => status > 0 && status < 500) || performance.now() > end) return;
    await delay(1000);
  }
}

async function retries(subject: Subject): Promise<Finding> {
  const { hop, sender } = subject;
  const { traffic } = hop.callee;
  const again = retriesOf503(traffic.retries);
  const { consecutive5xxErrors = 0 } = traffic.outlierDetection ?? {};
  // So few that nobody is ejected for them.
  const requests = Math.max(1, Math.min(3, Math.floor((consecutive5xxErrors - 1) / (again + 1))));
  const { counts, result } = await sender.count(() =>
    sender.send([{ ...faulty(subject, "status=503"), count: requests }])
  );
  return judgeRetries(hop.name, again, result.flat(), counts);
}

async function timeout(subject: Subject): Promise<Finding> {
  const { hop, sender } = subject;
  const declared = secondsUntilTimeout(hop.callee.traffic);
  if (declared === undefined) return { passed: true, text: `${hop.name}: time-out: none is declared` };
  const [[never] = [], [inTime] = []] = await sender.send([
    { ...faulty(subject, `delay=${declared + 5}`), timeout: declared + 10 },
    { ...faulty(subject, `delay=${declared / 2};status=200`), timeout: declared + 10 },
  ]);
  if (never === undefined || inTime === undefined) throw new Error("a batch without answers");
  return judgeTimeout(hop.name, declared, never, inTime);
}

async function overflow(subject: Subject): Promise<Finding> {
  const { hop, sender } = subject;
  const limit = requestsUnderWay(hop.callee.traffic, hop.port);
  const sent = limit + BEYOND;
  const hold = Math.min(8, (secondsUntilTimeout(hop.callee.traffic) ?? 12) * 0.6);
  // As slowly as may be: what waits while connections are made counts as waiting too.
  const spacing = hold * 0.6 / sent;
  const request = { ...faulty(subject, `delay=${hold};status=200`), count: sent, parallel: sent, spacing };
  for (let attempts = 1;; attempts++) {
    const [answers = []] = await sender.send([{ ...request, keep: 0 }]);
    const { refused, lost } = countRefused(answers);
    const late = Math.max(...answers.map(({ begun }) => begun)) >= hold;
    // On a busy machine connections are made too slowly, or by another thread than the one that lacks them.
    const early = sent - refused < limit;
    if (!(late || early || lost > 0) || attempts === ATTEMPTS) {
      return judgeOverflow({ hop: hop.name, limit, slack: SLACK, sent, refused, lost, attempts });
    }
    await recover(subject);
  }
}

/** The version that is certain to be reached, or stable where only that has a pod to spare. */
async function outlierTarget(
  { context, hop, target }: Subject,
): Promise<Target & { readonly share: number }> {
  const { name, namespace, canary } = hop.callee;
  const pods = await runningPods(context.api, namespace, { app: name, version: target.version });
  const share = (100 - (canary?.weight ?? 0)) / 100;
  return pods.length > 1 || share === 0 ? { ...target, share: 1 } : { version: "stable", headers: {}, share };
}

async function outliers(subject: Subject): Promise<Finding> {
  const { context, hop, sender } = subject;
  const { outlierDetection } = hop.callee.traffic;
  const target = await outlierTarget(subject);
  const labels = { app: hop.callee.name, version: target.version };
  const pods = await runningPods(context.api, hop.callee.namespace, labels);
  const [victim] = pods;
  if (victim === undefined) return { passed: false, text: `${hop.name}: outlier detection: there is no pod` };
  const { consecutive5xxErrors = 0, consecutiveGatewayErrors = 0 } = outlierDetection ?? {};
  const status = consecutive5xxErrors > 0 ? 500 : 503;
  const errors = consecutive5xxErrors > 0 ? consecutive5xxErrors : consecutiveGatewayErrors;
  const program = programOf(hop.callee, target.version);
  const fault = faulty({ ...subject, target }, `status=${status}`, `${program}@${victim.metadata.name}`);
  const count = Math.ceil(2 * (Math.max(errors, 5) + 1) * pods.length / target.share);
  await sender.send([{ ...fault, count, keep: 0 }]);
  const isOut = async () =>
    (await sender.endpoints()).some(({ subset, address, ejected }) =>
      subset === target.version && address === podAddress(victim) && ejected
    );
  const begin = performance.now();
  const ejected = await isOut();
  const percent = outlierDetection?.maxEjectionPercent ?? 0;
  const base = durationSeconds(outlierDetection?.baseEjectionTime ?? "0s");
  const patience = 3 * base + 2 * durationSeconds(outlierDetection?.interval ?? "0s") + 10;
  let back: number | undefined;
  while (ejected && back === undefined && performance.now() - begin < patience * 1000) {
    await delay(1000);
    if (!await isOut()) back = (performance.now() - begin) / 1000;
  }
  const allowed = ejectable(percent, pods.length);
  const why = outlierDetection === undefined
    ? "none is ejected"
    : errors === 0
    ? "no number of errors is too many"
    : `${errors} errors in a row, at most ${percent} % of ${pods.length} pods, which is ${allowed}`;
  return judgeEjection({
    ...{ hop: hop.name, version: target.version, pods: pods.length, ejected, back, base, why },
    declared: errors > 0 && allowed > 0,
  });
}
