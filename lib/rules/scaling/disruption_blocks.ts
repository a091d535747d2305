import { mayGo } from "../disruption.ts";
import { isJob } from "../kind_of.ts";
import { fewestPods } from "../pods.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";
import { counted } from "../words.ts";

/** MESH134: a budget that never lets a pod go. */
export const disruptionBlocks: ServiceRule = {
  code: "MESH134",
  name: "disruption-blocks",
  severity: "error",
  over: "service",
  about: ["disruption"],
  summary: "A disruption budget never lets a pod go",
  reason: "Nodes with such a pod can't be drained: upgrades of the cluster hang until somebody deletes the " +
    "budget by hand.",
  fix: "Let one pod go: `maxUnavailable: 1`, or a `minAvailable` below the least number of pods; or " +
    "`disruption: false`.",
  example: {
    wrong: `replicas: 2,\ndisruption: { minAvailable: 2 },`,
    right: `replicas: 2,\ndisruption: { minAvailable: 1 },`,
  },
  *check(service, { cluster }) {
    const { disruption } = service.written;
    const stable = service.versions[0];
    if (!disruption || stable === undefined || isJob(service)) return;
    const pods = fewestPods(stable);
    if (mayGo(disruption, pods) > 0) return;
    const [field, value] = Object.entries(disruption)[0]!;
    const where = cluster === undefined ? "" : ` in ${cluster.name}`;
    const text = `is ${JSON.stringify(value)}, so with ${
      counted(pods, "pod")
    }${where} none may ever be drained`;
    yield at(["disruption", field], text, "let one pod go, or write disruption: false");
  },
};
