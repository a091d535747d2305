/** Where copies of requests go. */
import type { PlacedService, PortModel } from "../model/types.ts";
import type { Split } from "./canary_split.ts";
import type { HttpRoute } from "./virtual_service_types.ts";

type Mirror = NonNullable<HttpRoute["mirrors"]>[number];

/**
 * The copies of a route that shares its requests by `split`. Istio mirrors a route, not one of its destinations, so
 * copies of what stable gets can go to the canary only from a route where stable gets all.
 */
export function mirrors(
  service: PlacedService<"traffic">,
  port: PortModel,
  split: Split,
): Pick<HttpRoute, "mirrors"> {
  const list: Mirror[] = [];
  const toService = service.traffic.mirror;
  if (toService !== undefined && toService.percent > 0) {
    const { callee, percent } = toService;
    const samePort = callee.ports.find(({ name, isHttp }) => isHttp && name === port.name) ??
      callee.ports.find(({ isHttp }) => isHttp);
    if (samePort !== undefined) list.push(mirror(callee.host, samePort, "stable", percent));
  }
  const toCanary = service.canary?.mirrorPercent ?? 0;
  if (toCanary > 0 && split.canary === 0) list.push(mirror(service.host, port, "canary", toCanary));
  return list.length > 0 ? { mirrors: list } : {};
}

function mirror(host: string, port: PortModel, subset: string, percent: number): Mirror {
  return { destination: { host, port: { number: port.port }, subset }, percentage: { value: percent } };
}
