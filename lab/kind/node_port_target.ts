import type { ClusterModel } from "../../lib/model/types.ts";
import type { ClusterApi } from "../argocd/cluster_api.ts";
import { LabError } from "../lab_error.ts";

/** What stands behind a node port: a port of this machine, or a Service's port. */
export type NodePortTarget =
  | { readonly hostPort: number }
  | { readonly namespace: string; readonly name: string; readonly port: number };

interface ServicePort {
  readonly port: number;
  readonly nodePort?: number;
}

/**
 * Finds the way to a node port. Those of the gateway are open on this machine; for another its Service is looked for
 * among the namespaces of the catalogue.
 *
 * @throws {LabError} if no Service has it.
 */
export async function nodePortTarget(
  api: ClusterApi,
  { kind, gateway, namespaces }: ClusterModel,
  wanted: number,
): Promise<NodePortTarget> {
  for (const name of ["http", "https"] as const) {
    if (kind !== undefined && gateway.nodePorts[name] === wanted) return { hostPort: kind.hostPorts[name] };
  }
  const all = new Set([gateway.namespace, ...namespaces.map(({ name }) => name)]);
  for (const namespace of all) {
    for (const { metadata, ...service } of await api.list({ apiVersion: "v1", kind: "Service" }, namespace)) {
      const { ports = [] } = service["spec"] as { readonly ports?: readonly ServicePort[] };
      const found = ports.find(({ nodePort }) => nodePort === wanted);
      if (found !== undefined) return { namespace, name: metadata.name, port: found.port };
    }
  }
  throw new LabError(`Cannot reach the node port ${wanted}: no Service has it`);
}
