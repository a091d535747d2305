import type { EndpointCounts } from "./envoy_endpoints.ts";

/** One Envoy's counts at one time, by the name of its pod. */
export type Snapshot = ReadonlyMap<string, readonly EndpointCounts[]>;

/** Requests that the proxies of a hop sent, by the version of the pod that got them. */
export interface HopCounts {
  /** Of all versions. */
  readonly total: number;
  /** To pods with the label `version: stable`. */
  readonly stable: number;
  /** To pods with the label `version: canary`. */
  readonly canary: number;
  /** To pods that are of neither version, or of which nothing is known. */
  readonly other: number;
  /** Why some are missing: a proxy or an endpoint went away meanwhile; empty if none are. */
  readonly lost: string;
}

/** Which Service, and how its pods are told apart. */
export interface CountedService {
  /** The fully qualified name of the Service. */
  readonly host: string;
  /** The port of the Service. */
  readonly servicePort: number;
  /** The `version` label of the pod with an address; `undefined` if there is none. */
  readonly versionOf: (address: string) => string | undefined;
}

/**
 * What the proxies sent to a Service between two times. The version is that of the pod, not of the subset that the
 * proxy chose: a subset that selects the wrong pods is seen.
 */
export function countHop(before: Snapshot, after: Snapshot, service: CountedService): HopCounts {
  const counts = { total: 0, stable: 0, canary: 0, other: 0 };
  let lost = "";
  for (const pod of before.keys()) if (!after.has(pod)) lost = `the pod ${pod} went away`;
  for (const [pod, now] of after) {
    const earlier = ofService(before.get(pod) ?? [], service);
    const later = ofService(now, service);
    for (const [id, { address }] of earlier) {
      if (!later.has(id)) lost = `${pod} no longer knows ${address}`;
    }
    for (const [id, { address, requests }] of later) {
      const delta = requests - (earlier.get(id)?.requests ?? 0);
      if (delta < 0) lost = `the proxy of ${pod} started anew`;
      const version = service.versionOf(address);
      counts.total += delta;
      counts[version === "stable" || version === "canary" ? version : "other"] += delta;
    }
  }
  return { ...counts, lost };
}

function ofService(
  endpoints: readonly EndpointCounts[],
  { host, servicePort }: CountedService,
): ReadonlyMap<string, EndpointCounts> {
  return new Map(
    endpoints.filter((each) => each.host === host && each.servicePort === servicePort)
      .map((each) => [`${each.subset} ${each.address}`, each]),
  );
}
