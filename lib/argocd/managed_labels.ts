/** The labels of what Argo CD is told. */
import type { ClusterModel } from "../model/types.ts";

/** Who made an Application or project, and for which cluster: a hub holds those of many. */
export function managedLabels({ name }: Pick<ClusterModel, "name">): Record<string, string> {
  return { "app.kubernetes.io/managed-by": "3rvision", "platform.3rvision.dev/cluster": name };
}
