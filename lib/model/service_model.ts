/** One service in one cluster, with every default applied. */
import type { ServiceDifferenceInput } from "../catalogue/types.ts";
import type { Links, Peer } from "./links.ts";
import { trafficModel } from "./traffic_model.ts";
import type { ExposureModel, Frozen, ServiceDefinition, ServiceModel, SurroundingsModel } from "./types.ts";
import { versionModels } from "./version_models.ts";

/** What {@linkcode serviceModel} is made of. */
export interface ServiceParts {
  /** The service file. */
  readonly file: string;
  /** The cluster's name; undefined for the base. */
  readonly cluster: string | undefined;
  /** The overlay file; undefined for the base. */
  readonly clusterFile: string | undefined;
  /** What follows from the service file's value with the cluster's difference over it. */
  readonly definition: ServiceDefinition;
  /** What the cluster alone says. */
  readonly difference: Frozen<ServiceDifferenceInput> | undefined;
  /** Every service of the cluster, by name. */
  readonly peers: ReadonlyMap<string, Peer>;
  /** Who calls whom. */
  readonly links: Links;
  /** Its hosts on the gateway. */
  readonly exposures: readonly ExposureModel[];
  /** Pods of a stable version that says nothing. */
  readonly replicas: number;
  /** The part of its cluster that it is rendered with. */
  readonly surroundings: SurroundingsModel;
}

const none: readonly never[] = [];

/** A budget is only of use with two pods or more: with one it would either do nothing or block every drain. */
function disruptionModel({ written, kind }: ServiceDefinition, fewest: number): ServiceModel["disruption"] {
  if (written.disruption === false || kind !== "Deployment") return undefined;
  if (written.disruption !== undefined) return written.disruption;
  return fewest >= 2 ? { maxUnavailable: 1 } : undefined;
}

/** Applies every default to a service in a cluster (or, with cluster undefined, to the base). */
export function serviceModel(parts: ServiceParts): ServiceModel {
  const { definition, links } = parts;
  const versions = versionModels(definition, parts.replicas);
  const [stable] = versions;
  return {
    ...definition,
    definition,
    file: parts.file,
    cluster: parts.cluster,
    clusterFile: parts.clusterFile,
    difference: parts.difference,
    versions,
    disruption: disruptionModel(definition, stable?.autoscaling?.minReplicas ?? stable?.replicas ?? 1),
    callers: links.callers.get(definition.name) ?? none,
    callees: links.callees.get(definition.name) ?? none,
    exposures: parts.exposures,
    traffic: trafficModel(definition, parts.peers),
    surroundings: parts.surroundings,
  };
}
