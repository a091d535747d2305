/** The end that sends a request. */
import type { Mesh } from "./mesh.ts";
import type { Proxy } from "./virtual_service.ts";
import type { Workload } from "./workload.ts";

/** A workload whose proxy sends requests on. */
export interface Client extends Proxy {
  /** Its pods. */
  readonly workload: Workload;
}

/** The sidecar of a workload. */
export function sidecarClient(workload: Workload): Client {
  return { workload, namespace: workload.namespace, labels: workload.labels, gateway: "mesh" };
}

/** The identity in a workload's certificate, without its trust domain. */
export function identityOf({ namespace, serviceAccount }: Workload): string {
  return `ns/${namespace}/sa/${serviceAccount}`;
}

/** The workload of that name; in any namespace where none is said. */
export function findWorkload(mesh: Mesh, name: string, namespace?: string): Workload | undefined {
  const list = namespace === undefined ? mesh.workloads : mesh.workloadsIn.get(namespace) ?? [];
  return list.find((workload) => workload.name === name);
}
