/** Who a pod in the mesh is. */
import { clusterDomain } from "../model/defaults.ts";
import type { CallerModel } from "../model/types.ts";

/** The principal in a caller's certificate, without the `spiffe://`: `cluster.local/ns/frontend/sa/frontend`. */
export function principal(caller: Pick<CallerModel, "namespace" | "serviceAccount">): string {
  return `${clusterDomain}/ns/${caller.namespace}/sa/${caller.serviceAccount}`;
}
