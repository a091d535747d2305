/** Copies of requests: sent besides, and never waited for. */
import { toPercent } from "./fraction.ts";
import type { Mesh } from "./mesh.ts";
import { mirrorShare } from "./percentage.ts";
import { fieldsOf, listOf, numberOf } from "./plain.ts";
import { below, type Reference } from "./reference.ts";
import type { Decision, Mirror } from "./result.ts";
import { destinationOf, type Forwarding } from "./forwarding.ts";
import type { EffectiveRoute } from "./virtual_service.ts";

/** The copies that a route sends, those of share 0 left out. */
export function mirrorsOf(
  mesh: Mesh,
  { route, at }: EffectiveRoute,
  forwarding: Forwarding,
): readonly Mirror[] {
  const share = route.mirrorPercentage ??
    (route.mirrorPercent === undefined ? undefined : { value: numberOf(route.mirrorPercent) ?? 0 });
  const written: { destination: unknown; percentage: unknown; at: Reference }[] = [
    ...(route.mirror === undefined
      ? []
      : [{ destination: route.mirror, percentage: share, at: at("mirror") }]),
    ...listOf(route.mirrors).map((each, index) => ({
      destination: fieldsOf(each).destination,
      percentage: fieldsOf(each).percentage,
      at: below(at("mirrors"), index),
    })),
  ];
  return written.map(({ destination, percentage, at: where }) => {
    const { host, port, subset } = destinationOf(mesh, forwarding, destination, where);
    const to = `${host}:${port}${subset === undefined ? "" : ` (${subset})`}`;
    return { probability: mirrorShare(percentage), to, at: where };
  }).filter(({ probability }) => probability.numerator > 0n);
}

/** The same for people. */
export function mirrorDecisions(
  mesh: Mesh,
  chosen: EffectiveRoute,
  forwarding: Forwarding,
): readonly Decision[] {
  return mirrorsOf(mesh, chosen, forwarding).map(({ probability, to, at }) => ({
    about: "mirror" as const,
    text: `${toPercent(probability)} are copied to ${to}`,
    at,
  }));
}
