/** One service in one cluster, with every default applied. */
import type { ServiceDifferenceInput, ServiceInput } from "../catalogue/types.ts";
import { canaryModel } from "./canary_model.ts";
import * as defaults from "./defaults.ts";
import { durationSeconds } from "./duration.ts";
import type { Links, Peer } from "./links.ts";
import { sloModel } from "./observability_model.ts";
import { trafficModel } from "./traffic_model.ts";
import type { ExposureModel, Frozen, JobModel, ServiceModel, SurroundingsModel } from "./types.ts";
import { versionModels } from "./version_models.ts";

/** What {@linkcode serviceModel} is made of. */
export interface ServiceParts {
  /** The service file. */
  readonly file: string;
  /** The cluster's name; undefined for the base. */
  readonly cluster: string | undefined;
  /** The overlay file; undefined for the base. */
  readonly clusterFile: string | undefined;
  /** The service file's value with the cluster's difference over it. */
  readonly written: Frozen<ServiceInput>;
  /** What the cluster alone says. */
  readonly difference: Frozen<ServiceDifferenceInput> | undefined;
  /** The service itself, as the others see it. */
  readonly peer: Peer;
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

function jobModel(written: Frozen<ServiceInput>): JobModel | undefined {
  if ((written.kind ?? "Deployment") === "Deployment") return undefined;
  const job = written.job ?? {};
  return {
    schedule: job.schedule,
    timeZone: job.timeZone,
    concurrencyPolicy: job.concurrencyPolicy ?? "Forbid",
    suspend: job.suspend ?? false,
    backoffLimit: job.backoffLimit ?? 3,
    deadlineSeconds: job.deadline === undefined ? undefined : Math.round(durationSeconds(job.deadline)),
    completions: job.completions ?? 1,
    parallelism: job.parallelism ?? 1,
  };
}

function schedulingModel(written: Frozen<ServiceInput>): ServiceModel["scheduling"] {
  const scheduling = written.scheduling ?? {};
  return {
    nodeSelector: scheduling.nodeSelector ?? {},
    tolerations: scheduling.tolerations ?? [],
    spread: (scheduling.spread ?? [{ topologyKey: "kubernetes.io/hostname" }]).map((spread) => ({
      topologyKey: spread.topologyKey,
      maxSkew: spread.maxSkew ?? 1,
      whenUnsatisfiable: spread.whenUnsatisfiable ?? "ScheduleAnyway",
    })),
    priorityClassName: scheduling.priorityClassName,
  };
}

function autoscalingModel(written: Frozen<ServiceInput>): ServiceModel["autoscaling"] {
  const autoscaling = written.autoscaling;
  if (!autoscaling) return undefined;
  const untold = autoscaling.cpuUtilization === undefined && autoscaling.memoryUtilization === undefined;
  return {
    minReplicas: autoscaling.minReplicas,
    maxReplicas: autoscaling.maxReplicas,
    cpuUtilization: untold ? 80 : autoscaling.cpuUtilization,
    memoryUtilization: autoscaling.memoryUtilization,
    scaleDownStabilizationSeconds: autoscaling.scaleDownStabilizationSeconds ?? 300,
  };
}

/** A budget is only of use with two pods or more: with one it would either do nothing or block every drain. */
function disruptionModel(written: Frozen<ServiceInput>, fewest: number): ServiceModel["disruption"] {
  if (written.disruption === false || (written.kind ?? "Deployment") !== "Deployment") return undefined;
  if (written.disruption !== undefined) return written.disruption;
  return fewest >= 2 ? { maxUnavailable: 1 } : undefined;
}

/** Whether there are requests that the mesh counts. */
function hasRequests({ kind }: Frozen<ServiceInput>, { mesh, ports }: Peer): boolean {
  return (kind ?? "Deployment") === "Deployment" && mesh && ports.some(({ isHttp }) => isHttp);
}

/** Applies every default to a service in a cluster (or, with cluster undefined, to the base). */
export function serviceModel(parts: ServiceParts): ServiceModel {
  const { written, peer, links } = parts;
  const canary = canaryModel(written);
  const versions = versionModels(written, canary, parts.replicas);
  const user = written.security?.runAsUser ?? defaults.user;
  const group = written.security?.runAsGroup ?? user;
  return {
    name: written.name,
    file: parts.file,
    cluster: parts.cluster,
    clusterFile: parts.clusterFile,
    written,
    difference: parts.difference,
    description: written.description,
    owner: written.owner,
    namespace: peer.namespace,
    project: written.project ?? "services",
    kind: written.kind ?? "Deployment",
    job: jobModel(written),
    mesh: peer.mesh,
    serviceName: written.serviceName ?? `${written.name}-service`,
    host: peer.host,
    serviceAccount: {
      name: written.name,
      annotations: written.serviceAccount?.annotations ?? {},
      automountToken: written.serviceAccount?.automountToken ?? false,
    },
    labels: written.labels ?? {},
    annotations: written.annotations ?? {},
    versions,
    ports: peer.ports,
    command: written.command,
    args: written.args,
    configFiles: written.configFiles ?? {},
    secrets: written.secrets ?? {},
    imagePullSecrets: written.imagePullSecrets ?? [],
    probes: {
      readiness: written.probes?.readiness,
      liveness: written.probes?.liveness,
      startup: written.probes?.startup,
    },
    volumes: written.volumes ?? {},
    security: {
      runAsUser: user,
      runAsGroup: group,
      fsGroup: written.security?.fsGroup ?? group,
      readOnlyRootFilesystem: written.security?.readOnlyRootFilesystem ?? true,
    },
    autoscaling: autoscalingModel(written),
    disruption: disruptionModel(written, versions[0]?.autoscaling?.minReplicas ?? versions[0]?.replicas ?? 1),
    scheduling: schedulingModel(written),
    gracePeriodSeconds: Math.round(durationSeconds(written.gracePeriod ?? "30s")),
    minReadySeconds: written.minReadySeconds ?? 0,
    callers: links.callers.get(written.name) ?? [],
    callees: links.callees.get(written.name) ?? [],
    exposures: parts.exposures,
    egress: (written.egress ?? []).map((egress) => ({
      host: egress.host,
      port: egress.port ?? 443,
      protocol: egress.protocol ?? "TLS",
      networks: egress.networks,
    })),
    traffic: trafficModel(written, parts.peers),
    canary,
    slo: sloModel(written, hasRequests(written, peer)),
    objects: written.objects ?? [],
    patches: written.patches ?? [],
    surroundings: parts.surroundings,
  };
}
