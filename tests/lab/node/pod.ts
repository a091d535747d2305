import type { V1Container, V1Pod, V1PodSpec } from "@kubernetes/client-node";

/** A pod of one container, for tests; what is given replaces the rest. */
export function podOf(
  spec: Partial<V1PodSpec> = {},
  metadata: V1Pod["metadata"] = {},
): V1Pod & { readonly spec: V1PodSpec } {
  return {
    metadata: { name: "web-1", namespace: "shop", uid: "u-1", labels: { app: "web" }, ...metadata },
    spec: { nodeName: "lab", serviceAccountName: "web", containers: [containerOf()], ...spec },
  };
}

/** A container, for tests. */
export function containerOf(parts: Partial<V1Container> = {}): V1Container {
  return { name: "app", image: "ghcr.io/3rvision/web:1", ...parts };
}
