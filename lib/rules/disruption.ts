/** What a PodDisruptionBudget lets go. */
import type { ServiceModel } from "../model/types.ts";

function share(wanted: number | string, pods: number): number {
  // Kubernetes rounds both kinds of percentages up.
  return typeof wanted === "number" ? wanted : Math.ceil((Number.parseInt(wanted) * pods) / 100);
}

/** How many of so many well pods a drain may take away at once. */
export function mayGo(disruption: NonNullable<ServiceModel["disruption"]>, pods: number): number {
  return "minAvailable" in disruption
    ? Math.max(0, pods - share(disruption.minAvailable, pods))
    : Math.min(pods, share(disruption.maxUnavailable, pods));
}
