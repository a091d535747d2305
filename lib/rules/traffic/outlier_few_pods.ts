import { isJob } from "../kind_of.ts";
import { mostPods } from "../pods.ts";
import type { CatalogueRule } from "../rule.ts";
import { atService } from "../rule.ts";
import { counted } from "../words.ts";

/** MESH089: too few pods for a share of them to be one. */
export const outlierFewPods: CatalogueRule = {
  code: "MESH089",
  name: "outlier-few-pods",
  severity: "warning",
  over: "catalogue",
  summary: "In no cluster does a service have pods enough for one to be ejected",
  reason: "Envoy ejects a pod only if the share of ejected ones stays within `maxEjectionPercent`: with 10 " +
    "percent, and fewer than ten pods, never. The clusters are looked at together, since a lab may well " +
    "have less.",
  fix: "Raise `maxEjectionPercent` or the number of pods, or write `outlierDetection: false`.",
  example: {
    wrong: `replicas: 3,\ntraffic: { outlierDetection: { maxEjectionPercent: 10 } },`,
    right: `replicas: 3,\ntraffic: { outlierDetection: { maxEjectionPercent: 50 } },`,
  },
  *check({ bases, clusters }) {
    for (const name of bases.keys()) {
      const here = clusters.flatMap(({ services }) => services.get(name) ?? []);
      const able = here.filter(({ traffic }) => (traffic.outlierDetection?.maxEjectionPercent ?? 0) > 0);
      const service = able[0];
      if (service === undefined || isJob(service)) continue;
      const most = (candidate: typeof service) => mostPods(candidate.versions[0]!);
      const acts = able.some((candidate) =>
        most(candidate) * candidate.traffic.outlierDetection!.maxEjectionPercent >= 100
      );
      if (acts) continue;
      const { maxEjectionPercent: percent } = service.traffic.outlierDetection!;
      const pods = Math.max(...able.map(most));
      const needed = `below ${counted(Math.ceil(100 / percent), "pod")}, and there ${
        pods === 1 ? "is" : "are"
      } at most ${pods}`;
      const written = service.written.traffic?.outlierDetection;
      const path = ["traffic", "outlierDetection"];
      yield written && written.maxEjectionPercent !== undefined
        ? atService(service, [...path, "maxEjectionPercent"], `is ${percent}, which ejects nobody ${needed}`)
        : atService(service, path, `ejects at most ${percent} % by default, which is nobody ${needed}`);
    }
  },
};
