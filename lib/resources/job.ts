/** A Job: a service that runs once to its end, again after every change. */
import type { IJob, IJobSpec } from "kubernetes-models/batch/v1";
import type { JobModel, ServiceDefinition, VersionDefinition } from "../model/types.ts";
import { contentHash } from "./content_hash.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { podTemplate } from "./pod_template.ts";
import { typedObject } from "./typed_object.ts";

export type { IJobSpec };

/**
 * The Job; undefined where the service isn't one. Kubernetes lets nobody change what a Job runs, so its name is
 * `<service>-<hash of that>`: a change makes another Job, and Argo CD removes the old one. It never expires by itself
 * (`ttlSecondsAfterFinished`): Argo CD would find it missing, make it again and so run it again.
 */
export function job(service: ServiceDefinition): KubernetesObject | undefined {
  if (service.kind !== "Job") return undefined;
  const spec = jobSpec(service);
  const { template, completions } = spec;
  return typedObject<IJob>({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: objectMetadata(service, `${service.name}-${contentHash({ template, completions })}`),
    spec: { ...spec, suspend: jobModel(service).suspend },
  });
}

/** How each run goes, for a Job or a CronJob; whether it is suspended is not part of it. */
export function jobSpec(service: ServiceDefinition): IJobSpec {
  const { completions, parallelism, backoffLimit, deadlineSeconds } = jobModel(service);
  return {
    completions,
    parallelism,
    backoffLimit,
    ...(deadlineSeconds !== undefined && { activeDeadlineSeconds: deadlineSeconds }),
    // A failed pod stays with its log; the next try is another pod.
    template: podTemplate(service, onlyVersion(service), "Never"),
  };
}

/**
 * How a Job or CronJob runs.
 *
 * @throws {Error} Where the model of one lacks it, which is a mistake in the program.
 */
export function jobModel(service: ServiceDefinition): JobModel {
  if (service.job !== undefined) return service.job;
  throw new Error(`Cannot render the ${service.kind} of "${service.name}": it has no job`);
}

function onlyVersion(service: ServiceDefinition): VersionDefinition {
  const [version] = service.versions;
  if (version !== undefined) return version;
  throw new Error(`Cannot render the ${service.kind} of "${service.name}": it has no version`);
}
