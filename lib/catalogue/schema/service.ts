/** A service: one file in `services/`. */
import { z } from "zod";
import { acceptance } from "./acceptance.ts";
import { canary } from "./canary.ts";
import {
  autoscaling,
  disruption,
  environmentValue,
  probes,
  resources,
  scheduling,
  secretSource,
  security,
  volume,
} from "./container.ts";
import { call, egress, exposure, port } from "./network.ts";
import {
  absolutePath,
  annotations,
  dataKey,
  dnsLabel,
  dnsSubdomain,
  duration,
  environmentName,
  imageReference,
  labels,
  nonNegative,
  positive,
} from "./scalars.ts";
import { slo } from "./observability.ts";
import { traffic } from "./traffic.ts";

/** A patch of a rendered object, as JSON6902 operations (RFC 6902). */
export const patch = z.strictObject({
  /** The rendered object to change; it must exist. */
  target: z.strictObject({
    /** For example `Deployment`. */
    kind: z.string().min(1),
    /** Default: every object of that kind. */
    name: dnsSubdomain.optional(),
  }),
  /** The operations, in order. They are checked against the rendered object. */
  operations: z.array(z.unknown()).min(1),
});

/** How a Job or CronJob runs. */
export const job = z.strictObject({
  /** When it runs, in cron's five fields, for example `"15 3 * * *"`. CronJob only. */
  schedule: z.string().regex(/^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(\S+\s+){4}\S+)$/, {
    error: `must be a cron schedule of five fields such as "15 3 * * *"`,
  }).optional(),
  /** The time zone of the schedule, for example `Europe/Zurich`. Default: the cluster's. CronJob only. */
  timeZone: z.string().optional(),
  /** What happens when the last run has not ended. Default: `Forbid`. CronJob only. */
  concurrencyPolicy: z.enum(["Allow", "Forbid", "Replace"]).optional(),
  /** Nothing new starts while this is true. Default: false. */
  suspend: z.boolean().optional(),
  /** How often a failed pod is tried again. Default: 3. */
  backoffLimit: nonNegative.optional(),
  /** How long a run may take in all. Default: no limit. */
  deadline: duration.optional(),
  /** Pods that must succeed. Default: 1. */
  completions: positive.optional(),
  /** Pods at the same time. Default: 1. */
  parallelism: positive.optional(),
});

/** The fields that a cluster may set differently; each is documented at {@linkcode service}. */
export const variableFields = {
  /** The container image, for example `ghcr.io/team/backend:1.4.0`, best with `@sha256:…`. */
  image: imageReference,
  /** Environment variables: name → value, or where the value comes from. */
  env: z.record(environmentName, environmentValue).optional(),
  /** Settings that become environment variables by way of a ConfigMap; a change restarts the pods. */
  config: z.record(dataKey, z.string()).optional(),
  /** Files in the container: absolute path → whole text; a change restarts the pods. */
  configFiles: z.record(absolutePath, z.string()).optional(),
  /** The Secrets it uses: name → where its content comes from. */
  secrets: z.record(dnsSubdomain, secretSource).optional(),
  /** Requests and limits. */
  resources: resources.optional(),
  /** Pods of the stable version. Default: the cluster's. Not together with `autoscaling`. */
  replicas: positive.optional(),
  /** Horizontal scaling; `false` switches it off in a cluster. Default: none. */
  autoscaling: z.union([autoscaling, z.literal(false)]).optional(),
  /** How many pods a drain may take at once. Default: `maxUnavailable: 1` with two pods or more; `false`: none. */
  disruption: z.union([disruption, z.literal(false)]).optional(),
  /** Which nodes the pods run on. */
  scheduling: scheduling.optional(),
  /** Hosts and paths on the ingress gateway. Default: none. */
  expose: z.array(exposure).optional(),
  /** Hosts outside the cluster that it calls. Default: none. */
  egress: z.array(egress).optional(),
  /** How requests to it are carried. */
  traffic: traffic.optional(),
  /** What it promises to its callers. `false`: nothing. Default: an availability of 99.5 percent. */
  slo: z.union([slo, z.literal(false)]).optional(),
  /** Labels for every object and pod, besides our own. */
  labels: labels.optional(),
  /** Annotations for every pod. */
  annotations: annotations.optional(),
  /**
   * Raw Kubernetes objects, rendered as they are, in the service's namespace. The escape hatch: checked for kind, name
   * and namespace only.
   */
  objects: z.array(z.unknown()).optional(),
  /** Changes to rendered objects. The escape hatch: every operation must apply. */
  patches: z.array(patch).optional(),
  /** What a plan finds unsafe in this service's own changes and may be done all the same. Default: nothing. */
  accept: z.array(acceptance).optional(),
} as const;

/** A service of the catalogue. */
export const service = z.strictObject({
  /** Its name: unique in the catalogue, a DNS label. */
  name: dnsLabel,
  /** One sentence for people. */
  description: z.string().optional(),
  /** Who answers for it, for people and alerts. */
  owner: z.string().optional(),
  /** Its namespace; several services may share one. Default: the service's name. */
  namespace: dnsLabel.optional(),
  /** The Argo CD project it belongs to, from `argocd/`. Default: `services`. */
  project: dnsLabel.optional(),
  /** What runs it. Default: `Deployment`. */
  kind: z.enum(["Deployment", "Job", "CronJob"]).optional(),
  /** How a Job or CronJob runs. */
  job: job.optional(),
  /** Whether it has a sidecar. Default: true. */
  mesh: z.boolean().optional(),
  ...variableFields,
  /** Which Secrets hold the credentials of the image registry; they exist in the namespace. */
  imagePullSecrets: z.array(dnsSubdomain).optional(),
  /** Replaces the image's entry point. */
  command: z.array(z.string()).min(1, { error: "must have at least one entry" }).optional(),
  /** Replaces the image's arguments; Kubernetes takes an empty list for the image's. */
  args: z.array(z.string()).min(1, { error: "must have at least one entry" }).optional(),
  /** The ports it answers on. Default: none. */
  ports: z.array(port).optional(),
  /** The name of the Kubernetes Service. Default: `<name>-service`. */
  serviceName: dnsLabel.optional(),
  /** How the kubelet asks whether it is well. */
  probes: probes.optional(),
  /** Directories from outside the image: volume name → what and where. */
  volumes: z.record(dnsLabel, volume).optional(),
  /** What the process may do on its node. */
  security: security.optional(),
  /** Its ServiceAccount. */
  serviceAccount: z.strictObject({
    /** For example a cloud identity. */
    annotations: annotations.optional(),
    /** Whether the pod gets a token for the Kubernetes API. Default: false. */
    automountToken: z.boolean().optional(),
  }).optional(),
  /** How long it may take to stop. Default: `30s`. Source: Kubernetes. */
  gracePeriod: duration.optional(),
  /** How long a new pod must be ready before it counts in a roll-out. Unit: seconds. Default: 0. Source: Kubernetes. */
  minReadySeconds: nonNegative.optional(),
  /** The services it calls: the only source of who may reach whom. Default: none. */
  calls: z.array(call).optional(),
  /** The canary policy. Default: none, one Deployment. */
  canary: canary.optional(),
});

/** What one cluster sets differently for a service; lists replace, objects merge by key. */
export const serviceDifference = z.strictObject({
  /** Whether the service runs in this cluster at all. Default: true. */
  enabled: z.boolean().optional(),
  ...variableFields,
  image: imageReference.optional(),
  /** Fields of the canary policy that differ; `false`: no canary in this cluster. */
  canary: z.union([canary.partial(), z.literal(false)]).optional(),
});
