/** What follows from a service's file alone, with every default that no cluster decides. */
import type { ServiceInput } from "../catalogue/types.ts";
import { oncePer } from "../once_per.ts";
import { canaryModel } from "./canary_model.ts";
import * as defaults from "./defaults.ts";
import { durationSeconds } from "./duration.ts";
import { sloModel } from "./observability_model.ts";
import { portModels } from "./port_models.ts";
import { trafficDefinition } from "./traffic_model.ts";
import type { Frozen, JobModel, ServiceDefinition } from "./types.ts";
import { versionDefinitions } from "./version_models.ts";

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

function schedulingModel(written: Frozen<ServiceInput>): ServiceDefinition["scheduling"] {
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

function autoscalingModel(written: Frozen<ServiceInput>): ServiceDefinition["autoscaling"] {
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

/**
 * What a service is without its neighbours and its cluster. It is one object for each value that was written, so what
 * clusters don't change of a service is the same object in all of them, and what was worked out for one holds for all.
 */
export const serviceDefinition: (written: Frozen<ServiceInput>) => ServiceDefinition = oncePer((written) => {
  const kind = written.kind ?? "Deployment";
  const namespace = written.namespace ?? written.name;
  const serviceName = written.serviceName ?? `${written.name}-service`;
  const mesh = written.mesh ?? true;
  const ports = portModels(written);
  const canary = canaryModel(written);
  const user = written.security?.runAsUser ?? defaults.user;
  const group = written.security?.runAsGroup ?? user;
  return {
    name: written.name,
    written,
    description: written.description,
    owner: written.owner,
    namespace,
    project: written.project ?? "services",
    kind,
    job: jobModel(written),
    mesh,
    serviceName,
    host: `${serviceName}.${namespace}.svc.${defaults.clusterDomain}`,
    serviceAccount: {
      name: written.name,
      annotations: written.serviceAccount?.annotations ?? {},
      automountToken: written.serviceAccount?.automountToken ?? false,
    },
    labels: written.labels ?? {},
    annotations: written.annotations ?? {},
    versions: versionDefinitions(written),
    ports,
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
    scheduling: schedulingModel(written),
    gracePeriodSeconds: Math.round(durationSeconds(written.gracePeriod ?? "30s")),
    minReadySeconds: written.minReadySeconds ?? 0,
    egress: (written.egress ?? []).map((egress) => ({
      host: egress.host,
      port: egress.port ?? 443,
      protocol: egress.protocol ?? "TLS",
      networks: egress.networks,
    })),
    traffic: trafficDefinition(written),
    canary,
    // The mesh counts requests only where it understands them.
    slo: sloModel(written, kind === "Deployment" && mesh && ports.some(({ isHttp }) => isHttp)),
    objects: written.objects ?? [],
    patches: written.patches ?? [],
  };
});
