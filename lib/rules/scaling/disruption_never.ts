import { mayGo } from "../disruption.ts";
import { isJob } from "../kind_of.ts";
import { fewestPods } from "../pods.ts";
import type { CatalogueRule } from "../rule.ts";
import { atService } from "../rule.ts";

/** MESH135: a budget that holds nothing back. */
export const disruptionNever: CatalogueRule = {
  code: "MESH135",
  name: "disruption-never",
  severity: "warning",
  over: "catalogue",
  summary: "A disruption budget lets all pods go at once, in every cluster",
  reason:
    "It protects nothing, though it looks as if it did. The clusters are looked at together, since a lab " +
    "may have one pod.",
  fix: "Keep at least one pod, or write `disruption: false`.",
  example: {
    wrong: `replicas: 2,\ndisruption: { maxUnavailable: 2 },`,
    right: `replicas: 2,\ndisruption: { maxUnavailable: 1 },`,
  },
  *check({ bases, clusters }) {
    for (const name of bases.keys()) {
      const here = clusters.flatMap(({ services }) => services.get(name) ?? [])
        .filter((service) => service.written.disruption && !isJob(service));
      const service = here[0];
      if (service === undefined) continue;
      const holds = here.some(({ disruption, versions }) => {
        const pods = fewestPods(versions[0]!);
        return mayGo(disruption!, pods) < pods;
      });
      if (holds) continue;
      const [field, value] = Object.entries(service.disruption!)[0]!;
      const text = `is ${JSON.stringify(value)}, so all pods may go at once in every cluster`;
      yield atService(service, ["disruption", field], text, "keep one pod, or write disruption: false");
    }
  },
};
