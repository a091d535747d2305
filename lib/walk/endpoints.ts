/** The pods that a request to a Service may end at. */
import { type Fraction, fraction } from "./fraction.ts";
import { type Mesh, podsOf } from "./mesh.ts";
import { hasLabels } from "./plain.ts";
import type { Service, ServicePort } from "./service.ts";
import { podCount, type Workload } from "./workload.ts";

/** Pods of one workload, with a share of the requests. */
export interface Endpoint {
  /** Whose pods. */
  readonly workload: Workload;
  /** The port that they listen on. */
  readonly port: number;
  /** Of all requests to the Service's port and the subset; by the number of pods. */
  readonly share: Fraction;
}

function podPort(workload: Workload, { targetPort }: ServicePort): number | undefined {
  return typeof targetPort === "number" ? targetPort : workload.ports[targetPort];
}

/** The pods behind a Service's port that have a subset's labels, as many as are wanted, all of them ready. */
export function endpointsOf(
  mesh: Mesh,
  service: Service,
  port: ServicePort,
  labels: Readonly<Record<string, string>>,
): readonly Endpoint[] {
  const found = podsOf(mesh, service).flatMap((workload) => {
    const number = podPort(workload, port);
    return workload.replicas > 0 && number !== undefined && hasLabels(workload.labels, labels)
      ? [{ workload, port: number }]
      : [];
  });
  const total = found.reduce((sum, { workload }) => sum + podCount(workload), 0n);
  return found.map((each) => ({ ...each, share: fraction(podCount(each.workload), total) }));
}
