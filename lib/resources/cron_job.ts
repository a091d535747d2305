/** A CronJob: a service that runs to its end at set times. */
import type { ICronJob } from "kubernetes-models/batch/v1";
import type { ServiceDefinition } from "../model/types.ts";
import { jobModel, jobSpec } from "./job.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectLabels } from "./labels.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

/** The CronJob; undefined where the service isn't one. */
export function cronJob(service: ServiceDefinition): KubernetesObject | undefined {
  if (service.kind !== "CronJob") return undefined;
  const { schedule, timeZone, concurrencyPolicy, suspend } = jobModel(service);
  if (schedule === undefined) {
    throw new Error(`Cannot render the CronJob of "${service.name}": it has no schedule`);
  }
  return typedObject<ICronJob>({
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: objectMetadata(service, service.name),
    spec: {
      schedule,
      ...(timeZone !== undefined && { timeZone }),
      concurrencyPolicy,
      suspend,
      jobTemplate: { metadata: { labels: objectLabels(service) }, spec: jobSpec(service) },
    },
  });
}
