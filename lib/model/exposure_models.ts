/** Which hosts and paths lead from the gateway to which service. */
import { platformNamespaces } from "./defaults.ts";
import type { Peer } from "./links.ts";
import type { ExposureModel } from "./types.ts";

/** The whole name of a host in a cluster: a name without a dot belongs to the cluster's domain. */
export function wholeHost(host: string, domain: string): string {
  return host.includes(".") ? host : `${host}.${domain}`;
}

/** The Istio Gateway that listens for a host: `<namespace>/<name>`. */
export function gatewayOf(host: string): string {
  return `${platformNamespaces.gateway}/${host.replaceAll("*", "wildcard").replaceAll(".", "-")}`;
}

/** Every service's exposures, by service name. An exposure of a port that doesn't exist is left out; a rule reports it. */
export function exposureModels(
  peers: ReadonlyMap<string, Peer>,
  domain: string,
): ReadonlyMap<string, readonly ExposureModel[]> {
  const owners = new Map<string, Set<string>>();
  for (const peer of peers.values()) {
    for (const exposure of peer.written.expose ?? []) {
      const host = wholeHost(exposure.host, domain);
      owners.set(host, (owners.get(host) ?? new Set()).add(peer.name));
    }
  }
  const exposures = new Map<string, readonly ExposureModel[]>();
  for (const peer of peers.values()) {
    const written = peer.written.expose ?? [];
    if (written.length === 0) continue;
    exposures.set(
      peer.name,
      written.flatMap((exposure) => {
        const port = peer.ports.find((port) => exposure.port === undefined || port.name === exposure.port);
        if (port === undefined) return [];
        const host = wholeHost(exposure.host, domain);
        return [{
          host,
          paths: exposure.paths ?? ["/"],
          port,
          gateway: gatewayOf(host),
          shared: owners.get(host)!.size > 1,
          tls: exposure.tls === undefined
            ? undefined
            : { secret: exposure.tls.secret, redirect: exposure.tls.redirect ?? true },
        }];
      }),
    );
  }
  return exposures;
}
