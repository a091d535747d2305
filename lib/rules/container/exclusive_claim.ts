import type { ServiceModel } from "../../model/types.ts";
import { claims } from "../../resources/persistent_volume_claim.ts";
import { mostPods } from "../pods.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";
import { counted } from "../words.ts";

/** Why there may be more than one pod; undefined: there is one. */
function several({ kind, job, versions }: ServiceModel): string | undefined {
  if (kind !== "Deployment") {
    return job!.parallelism > 1 ? `job.parallelism is ${job!.parallelism}` : undefined;
  }
  const [stable, canary] = versions;
  if (canary !== undefined) return "there is a canary";
  const most = mostPods(stable!);
  return most > 1 ? `there are up to ${counted(most, "pod")}` : undefined;
}

/** MESH112: a disk for one, and pods for many. */
export const exclusiveClaim: ServiceRule = {
  code: "MESH112",
  name: "exclusive-claim",
  severity: "error",
  over: "service",
  about: ["volumes"],
  summary: "Several pods share a claim that one node or pod can mount",
  reason: "On another node the second pod waits for the disk for ever, and the roll-out never ends.",
  fix: "Use `ReadWriteMany`, one pod without canary, or `emptyDir` for what may be lost.",
  example: {
    wrong: `replicas: 2,\nvolumes: { data: { mountPath: "/data", claim: { size: "1Gi" } } },`,
    right:
      `replicas: 2,\nvolumes: { data: { mountPath: "/data", claim: { size: "1Gi", accessMode: "ReadWriteMany" } } },`,
  },
  *check(service, { cluster }) {
    if (service.written.volumes === undefined) return;
    const why = several(service);
    if (why === undefined) return;
    const where = cluster === undefined ? "" : ` in ${cluster.name}`;
    for (const [volume, { accessMode = "ReadWriteOnce" }] of claims(service)) {
      if (accessMode !== "ReadWriteOnce" && accessMode !== "ReadWriteOncePod") continue;
      const path = ["volumes", volume, "claim", "accessMode"];
      yield at(
        path,
        `is ${JSON.stringify(accessMode)}, but ${why}${where}`,
        'use "ReadWriteMany", or one pod',
      );
    }
  },
};
