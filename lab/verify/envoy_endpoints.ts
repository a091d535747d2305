/** What an Envoy has sent to one endpoint of one of its clusters since it started. */
export interface EndpointCounts {
  /** The port of the Service. */
  readonly servicePort: number;
  /** The subset; empty for the cluster of all pods. */
  readonly subset: string;
  /** The fully qualified name of the Service. */
  readonly host: string;
  /** The IP address of the pod. */
  readonly address: string;
  /** Requests, each try counted. */
  readonly requests: number;
  /** Whether outlier detection has ejected it. */
  readonly ejected: boolean;
}

/** A line such as `outbound|8080|canary|backend-service.backend.svc.cluster.local::10.244.1.9:8080::rq_total::7`. */
const LINE = /^outbound\|(\d+)\|([^|]*)\|([^:|]+)::([^:]+|\[[^\]]+\]):(\d+)::(rq_total|health_flags)::(.*)$/;

/** Reads what Envoy's admin interface answers to `/clusters`. */
export function readEndpoints(text: string): readonly EndpointCounts[] {
  const found = new Map<string, EndpointCounts>();
  for (const line of text.split("\n")) {
    const [, servicePort = "", subset = "", host = "", address = "", port = "", key, value = ""] =
      LINE.exec(line.trim()) ?? [];
    if (key === undefined) continue;
    const id = [servicePort, subset, host, address, port].join("|");
    const before = found.get(id) ??
      { servicePort: Number(servicePort), subset, host, address, requests: 0, ejected: false };
    found.set(
      id,
      key === "rq_total"
        ? { ...before, requests: Number(value) }
        : { ...before, ejected: value.includes("failed_outlier_check") },
    );
  }
  return [...found.values()];
}
