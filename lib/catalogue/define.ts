/**
 * What a catalogue file calls. These functions return their argument; they exist so that an editor completes,
 * documents and checks every field. They import nothing at run time, so that ten thousand files load fast.
 *
 * ```ts
 * import { defineService } from "@3rvision/catalogue";
 *
 * export default defineService({
 *   name: "backend",
 *   image: "ghcr.io/3rvision/backend:1.4.0",
 *   ports: [{ name: "http", port: 8080 }],
 * });
 * ```
 *
 * @module
 */
import type { ArgoCDInput, CanaryInput, ClusterInput, ServiceInput, TrafficInput } from "./types.ts";

export type { ArgoCDInput, CanaryInput, ClusterInput, ServiceInput, TrafficInput };

/** A service: the default export of a file in `services/`. */
export function defineService(service: ServiceInput): ServiceInput {
  return service;
}

/** A cluster: the default export of a file in `overlays/`. */
export function defineCluster(cluster: ClusterInput): ClusterInput {
  return cluster;
}

/** Argo CD: the default export of `argocd/argocd.ts`. */
export function defineArgoCD(argocd: ArgoCDInput): ArgoCDInput {
  return argocd;
}
