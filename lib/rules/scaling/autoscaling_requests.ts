import { parseQuantity } from "../../quantity.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH132: an autoscaler that aims at a share of nothing. */
export const autoscalingRequests: DefinitionRule = {
  code: "MESH132",
  name: "autoscaling-requests",
  severity: "error",
  over: "definition",
  about: ["autoscaling"],
  summary: "An autoscaler aims at a share of a request that is nothing",
  reason:
    "The target is a percentage of what the container requests; of nothing there is no share, so it never " +
    "scales.",
  fix: "Request what a pod usually needs.",
  example: {
    wrong:
      `autoscaling: { minReplicas: 2, maxReplicas: 6, cpuUtilization: 70 },\nresources: { requests: { cpu: "0" } },`,
    right:
      `autoscaling: { minReplicas: 2, maxReplicas: 6, cpuUtilization: 70 },\nresources: { requests: { cpu: "250m" } },`,
  },
  *check({ autoscaling, versions, written }) {
    const requests = versions[0]?.resources.requests;
    if (autoscaling === undefined) return;
    for (const [field, kind] of [["cpuUtilization", "cpu"], ["memoryUtilization", "memory"]] as const) {
      const target = autoscaling[field];
      if (target === undefined || parseQuantity(requests?.[kind] ?? "0") > 0) continue;
      const isWritten = written.autoscaling && written.autoscaling[field] !== undefined;
      const path = ["autoscaling", ...(isWritten ? [field] : [])];
      yield at(
        path,
        `aims at ${target} % of resources.requests.${kind}, which is ${JSON.stringify(requests?.[kind])}`,
      );
    }
  },
};
