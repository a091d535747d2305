import { gatewayCaller } from "../../lib/model/links.ts";
import type {
  CallerModel,
  ClusterModel,
  ExposureModel,
  PortModel,
  ServiceModel,
} from "../../lib/model/types.ts";

/** A way that requests take from one proxy to the pods of a service, as the catalogue allows it. */
export interface Hop {
  /** `frontend → backend`, with the port if the service has several. */
  readonly name: string;
  /** Who calls: `undefined` for the gateway. */
  readonly client: ServiceModel | undefined;
  /** What the caller may do; for inner hops only. */
  readonly caller: CallerModel | undefined;
  /** How it is called from outside; for hops of the gateway only. */
  readonly exposure: ExposureModel | undefined;
  /** The service whose pods are called. */
  readonly callee: ServiceModel;
  /** Which of its ports. */
  readonly port: PortModel;
}

/** Every hop of a cluster that a proxy takes part in: those of the gateway first, then each after those before it. */
export function hopsOf({ services }: Pick<ClusterModel, "services">): readonly Hop[] {
  const hops = services.filter(({ mesh }) => mesh)
    .flatMap((callee) => [...edgeHops(callee), ...innerHops(callee, services)]);
  const depths = depthsOf(hops);
  const depth = ({ client }: Hop) => client === undefined ? -1 : depths.get(client.name) ?? Infinity;
  return hops.toSorted((a, b) => depth(a) - depth(b) || (a.name < b.name ? -1 : 1));
}

function edgeHops(callee: ServiceModel): readonly Hop[] {
  const byPort = new Map<string, ExposureModel>();
  for (const exposure of callee.exposures) {
    if (exposure.port.isHttp && !byPort.has(exposure.port.name)) byPort.set(exposure.port.name, exposure);
  }
  return [...byPort.values()].map((exposure) => ({
    name: hopName("gateway", callee, exposure.port),
    ...{ client: undefined, caller: undefined, exposure, callee, port: exposure.port },
  }));
}

function innerHops(callee: ServiceModel, services: readonly ServiceModel[]): readonly Hop[] {
  return callee.callers.filter(({ name, mesh }) => name !== gatewayCaller && mesh).flatMap((caller) => {
    const client = services.find(({ name }) => name === caller.name);
    if (client === undefined) return [];
    return caller.ports.filter(({ isHttp }) => isHttp).map((port) => ({
      name: hopName(client.name, callee, port),
      ...{ client, caller, exposure: undefined, callee, port },
    }));
  });
}

function hopName(client: string, callee: ServiceModel, port: PortModel): string {
  const several = callee.ports.filter(({ isHttp }) => isHttp).length > 1;
  return `${client} → ${callee.name}${several ? ` (${port.name})` : ""}`;
}

function depthsOf(hops: readonly Hop[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  let next = hops.filter(({ client }) => client === undefined).map(({ callee }) => callee.name);
  for (let depth = 0; next.length > 0; depth++) {
    const fresh = new Set(next.filter((name) => !depths.has(name)));
    for (const name of fresh) depths.set(name, depth);
    next = hops.filter(({ client }) => client !== undefined && fresh.has(client.name))
      .map(({ callee }) => callee.name);
  }
  return depths;
}
