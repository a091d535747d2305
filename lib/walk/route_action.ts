/** What the route that a request takes does with it. */
import { after, answered, sometimes, surely, unknown } from "./branch.ts";
import { toDestination } from "./destination.ts";
import { destinationOf, type Forwarding } from "./forwarding.ts";
import { secondsOf } from "./duration.ts";
import { complement, type Fraction, fraction, toPercent } from "./fraction.ts";
import { changeHeaders } from "./header_operations.ts";
import type { Mesh } from "./mesh.ts";
import type { Options } from "./options.ts";
import { faultShare } from "./percentage.ts";
import { type Fields, fieldsOf, listOf, numberOf, textOf } from "./plain.ts";
import { preflightAnswer } from "./cors.ts";
import { mirrorDecisions } from "./mirrors.ts";
import { redirectBranches } from "./redirect.ts";
import { below, type Reference } from "./reference.ts";
import type { Branch, Decision } from "./result.ts";
import { retriesOf } from "./retries.ts";
import { rewrite } from "./rewrite.ts";
import type { EffectiveRoute } from "./virtual_service.ts";

function policyDecisions(mesh: Mesh, { route, at }: EffectiveRoute): Decision[] {
  const timeout = textOf(route.timeout);
  const { times } = retriesOf(mesh, route.retries);
  const retries = times <= 0 ? "is tried once" : `is tried up to ${times + 1} times in the same version`;
  return [{
    about: "policy",
    text: `${timeout === undefined ? "has no timeout" : `has ${timeout}`}, ${retries}`,
    at: at(timeout === undefined ? "retries" : "timeout"),
  }];
}

interface Weighted {
  readonly share: Fraction;
  readonly written: Fields;
  readonly at: Reference;
  readonly single: boolean;
}

/** The destinations that get any requests: a single one gets all, whatever its weight. */
function weighted({ route, at }: EffectiveRoute): readonly Weighted[] {
  const list = listOf(route.route).map(fieldsOf);
  const weights = list.map(({ weight }) => BigInt(Math.max(0, Math.trunc(numberOf(weight) ?? 0))));
  const total = list.length === 1 ? 1n : weights.reduce((sum, weight) => sum + weight, 0n);
  return list.flatMap((written, index): Weighted[] => {
    const weight = list.length === 1 ? 1n : weights[index]!;
    if (weight === 0n) return [];
    const where = below(at("route"), index);
    return [{ share: fraction(weight, total), written, at: where, single: list.length === 1 }];
  });
}

function destinations(
  mesh: Mesh,
  chosen: EffectiveRoute,
  forwarding: Forwarding,
  options: Options,
): readonly Branch[] {
  const { route, at } = chosen;
  const list = weighted(chosen);
  if (list.length === 0) {
    return unknown(
      { reason: "the route has no destination with a weight above 0", at: at("route") },
      "route",
    );
  }
  const rewritten = rewrite(forwarding.message, chosen);
  if ("reason" in rewritten) return unknown(rewritten, "route");
  const timeout = secondsOf(route.timeout);
  return list.flatMap(({ share, written, at: where, single }) => {
    const destination = destinationOf(mesh, forwarding, written.destination, below(where, "destination"));
    const message = changeHeaders(rewritten, route, written, single);
    const decision: Decision = {
      about: "route",
      text: single ? "the only destination" : `weight ${numberOf(written.weight) ?? 0}: ${toPercent(share)}`,
      at: single ? where : below(where, "weight"),
    };
    const branches = toDestination(
      mesh,
      forwarding.client,
      {
        ...destination,
        timeout: timeout === 0 ? undefined : timeout,
        retries: retriesOf(mesh, route.retries),
      },
      { message, request: forwarding.request },
      options,
    );
    return sometimes(share, after([decision], branches));
  });
}

function action(
  mesh: Mesh,
  chosen: EffectiveRoute,
  forwarding: Forwarding,
  options: Options,
): readonly Branch[] {
  const { route, at } = chosen;
  const preflight = preflightAnswer(route.corsPolicy, forwarding.message, at("corsPolicy"));
  if (preflight === true) {
    return answered(200, {
      about: "route",
      text: "the proxy answers a preflight request",
      at: at("corsPolicy"),
    });
  }
  if (preflight !== false) return unknown(preflight, "route");
  if (route.redirect !== undefined) return redirectBranches(chosen, forwarding);
  if (route.directResponse !== undefined) {
    const status = numberOf(fieldsOf(route.directResponse).status) ?? 200;
    return answered(status, {
      about: "route",
      text: `the proxy answers ${status} itself`,
      at: at("directResponse"),
    });
  }
  const decisions = [...policyDecisions(mesh, chosen), ...mirrorDecisions(mesh, chosen, forwarding)];
  return after(decisions, destinations(mesh, chosen, forwarding, options));
}

function aborted(abort: Fields, at: Reference): readonly Branch[] {
  const status = numberOf(abort.httpStatus);
  if (status === undefined) return unknown({ reason: "the fault has no HTTP status", at }, "fault");
  return surely(
    { kind: "answered", status, reason: `a fault answers ${status}` },
    { about: "fault", text: `a fault answers ${status}`, at },
  );
}

/** The ways that a request may go on a route: delayed or not, aborted or not, and by weight. */
export function takeRoute(
  mesh: Mesh,
  chosen: EffectiveRoute,
  forwarding: Forwarding,
  options: Options,
): readonly Branch[] {
  if (chosen.doubt !== undefined) return unknown(chosen.doubt, "route");
  const { delay, abort } = fieldsOf(chosen.route.fault);
  const at = chosen.at("fault");
  const share = abort === undefined ? fraction(0) : faultShare(abort);
  const branches = [
    ...sometimes(share, aborted(fieldsOf(abort), below(at, "abort"))),
    ...sometimes(complement(share), action(mesh, chosen, forwarding, options)),
  ];
  const fixed = textOf(fieldsOf(delay).fixedDelay);
  const delayed = delay === undefined || fixed === undefined ? fraction(0) : faultShare(delay);
  if (fixed === undefined || delayed.numerator === 0n) return branches;
  const decision: Decision = {
    about: "fault",
    text: `a fault makes it wait ${fixed}`,
    at: below(at, "delay"),
  };
  return [
    ...sometimes(delayed, after([decision], branches)).map((branch) => ({ ...branch, delay: fixed })),
    ...sometimes(complement(delayed), branches),
  ];
}
