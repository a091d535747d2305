import type { ValuePath } from "../../diagnostic.ts";
import type { ClusterModel, ServiceModel } from "../../model/types.ts";
import { isJob } from "../kind_of.ts";
import { mostPods } from "../pods.ts";
import type { CatalogueRule, PlacedFinding } from "../rule.ts";
import { atService } from "../rule.ts";
import { counted, listed } from "../words.ts";

interface Place {
  readonly cluster: ClusterModel;
  readonly service: ServiceModel;
}

const percentOf = ({ traffic }: ServiceModel) => traffic.outlierDetection?.maxEjectionPercent ?? 0;
const podsOf = (service: ServiceModel) => mostPods(service.versions[0]!);
const ejectsNobody = ({ service }: Place) => podsOf(service) * percentOf(service) < 100;

/** Where it is wrong: in each cluster that is no lab; in labs only where no other cluster runs it, and none has enough. */
function idlePlaces(places: readonly Place[]): readonly Place[] {
  const outside = places.filter(({ cluster }) => !cluster.lab);
  if (outside.length > 0) return outside.filter(ejectsNobody);
  return places.every(ejectsNobody) ? places : [];
}

const path: ValuePath = ["traffic", "outlierDetection"];

function findingOf(places: readonly Place[]): PlacedFinding {
  const { service } = places[0]!;
  const percent = percentOf(service);
  const pods = Math.max(...places.map((place) => podsOf(place.service)));
  const needed = `below ${counted(Math.ceil(100 / percent), "pod")}, and in ${
    listed(places.map(({ cluster }) => cluster.name))
  } there ${pods === 1 ? "is" : "are"} at most ${pods}`;
  const written = service.written.traffic?.outlierDetection;
  return written && written.maxEjectionPercent !== undefined
    ? atService(service, [...path, "maxEjectionPercent"], `is ${percent}, which ejects nobody ${needed}`)
    : atService(service, path, `ejects at most ${percent} % by default, which is nobody ${needed}`);
}

/** MESH089: too few pods for a share of them to be one. */
export const outlierFewPods: CatalogueRule = {
  code: "MESH089",
  name: "outlier-few-pods",
  severity: "warning",
  over: "catalogue",
  summary: "Outside a lab, a service has too few pods for one to be ejected",
  reason: "Envoy ejects a pod only if the share of ejected ones stays within `maxEjectionPercent`: with 10 " +
    "percent, and fewer than ten pods, never; with one pod, only at 100 percent. A lab may well have less, and " +
    "is looked at only where no other cluster runs the service. A canary has few pods on purpose, and its " +
    "analysis watches it: only stable's pods are counted, with an autoscaler as many as it may bring.",
  fix: "Raise `maxEjectionPercent` or the number of pods, or write `outlierDetection: false`.",
  example: {
    wrong: `replicas: 3,\ntraffic: { outlierDetection: { maxEjectionPercent: 10 } },`,
    right: `replicas: 3,\ntraffic: { outlierDetection: { maxEjectionPercent: 50 } },`,
  },
  *check({ bases, clusters }) {
    for (const name of bases.keys()) {
      const places = clusters.flatMap(({ cluster, services }) => {
        const service = services.get(name);
        if (cluster === undefined || service === undefined || isJob(service)) return [];
        // What is switched off is meant, or another rule's.
        return percentOf(service) > 0 ? [{ cluster, service }] : [];
      });
      const byPercent = Map.groupBy(idlePlaces(places), ({ service }) => percentOf(service));
      for (const group of byPercent.values()) yield findingOf(group);
    }
  },
};
