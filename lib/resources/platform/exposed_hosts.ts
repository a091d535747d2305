/** The hosts that the gateway answers for. */
import type { ClusterModel, ExposureModel, ServiceModel } from "../../model/types.ts";

/** A host, and every service's paths on it. */
export interface ExposedHost {
  /** The whole host name. */
  readonly host: string;
  /** The name of its Istio Gateway. */
  readonly name: string;
  /** Whether more than one service has paths there. */
  readonly shared: boolean;
  /** HTTPS at the gateway. */
  readonly tls: ExposureModel["tls"];
  /** In the order of the services' names. */
  readonly exposures: readonly { readonly service: ServiceModel; readonly exposure: ExposureModel }[];
}

/** Every exposed host of a cluster, sorted. What a host's exposures say of TLS is alike; a rule sees to that. */
export function exposedHosts({ services }: Pick<ClusterModel, "services">): readonly ExposedHost[] {
  const byHost = new Map<string, { service: ServiceModel; exposure: ExposureModel }[]>();
  for (const service of services) {
    for (const exposure of service.exposures) {
      const known = byHost.get(exposure.host);
      if (known === undefined) byHost.set(exposure.host, [{ service, exposure }]);
      else known.push({ service, exposure });
    }
  }
  return [...byHost].sort(([a], [b]) => (a < b ? -1 : 1)).map(([host, exposures]) => ({
    host,
    name: exposures[0]!.exposure.gateway.split("/")[1]!,
    shared: exposures[0]!.exposure.shared,
    tls: exposures.find(({ exposure }) => exposure.tls !== undefined)?.exposure.tls,
    exposures,
  }));
}
