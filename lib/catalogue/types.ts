/** The catalogue's types, read off the schema: what people write. */
import type { z } from "zod";
import type { acceptance } from "./schema/acceptance.ts";
import type { argocd } from "./schema/argocd.ts";
import type { canary, forcedRoute, metric } from "./schema/canary.ts";
import type { cluster, syncWindow } from "./schema/cluster.ts";
import type { environmentValue, probe, resources, secretSource, volume } from "./schema/container.ts";
import type { call, egress, exposure, port } from "./schema/network.ts";
import type { job, patch, service, serviceDifference } from "./schema/service.ts";
import type { loadBalancer, retries, traffic } from "./schema/traffic.ts";
import type { stringMatch } from "./schema/scalars.ts";

/** A service as written in `services/`. */
export type ServiceInput = z.input<typeof service>;
/** What one cluster sets differently for a service. */
export type ServiceDifferenceInput = z.input<typeof serviceDifference>;
/** A cluster as written in `overlays/`. */
export type ClusterInput = z.input<typeof cluster>;
/** Argo CD as written in `argocd/argocd.ts`. */
export type ArgoCDInput = z.input<typeof argocd>;
/** A canary policy. */
export type CanaryInput = z.input<typeof canary>;
/** Requests that always go to the canary. */
export type ForcedRouteInput = z.input<typeof forcedRoute>;
/** What is measured to judge a canary. */
export type MetricInput = z.input<typeof metric>;
/** How requests are carried. */
export type TrafficInput = z.input<typeof traffic>;
/** How a request is tried again. */
export type RetriesInput = z.input<typeof retries>;
/** How a pod is chosen. */
export type LoadBalancerInput = z.input<typeof loadBalancer>;
/** How a string in a request is compared. */
export type StringMatchInput = z.input<typeof stringMatch>;
/** A port. */
export type PortInput = z.input<typeof port>;
/** A call to another service. */
export type CallInput = z.input<typeof call>;
/** A host outside the cluster. */
export type EgressInput = z.input<typeof egress>;
/** A host and paths on the gateway. */
export type ExposureInput = z.input<typeof exposure>;
/** Where an environment variable's value comes from. */
export type EnvironmentValueInput = z.input<typeof environmentValue>;
/** One probe. */
export type ProbeInput = z.input<typeof probe>;
/** One volume. */
export type VolumeInput = z.input<typeof volume>;
/** Where a Secret's content comes from. */
export type SecretSourceInput = z.input<typeof secretSource>;
/** Requests and limits. */
export type ResourcesInput = z.input<typeof resources>;
/** How a Job or CronJob runs. */
export type JobInput = z.input<typeof job>;
/** A patch of a rendered object. */
export type PatchInput = z.input<typeof patch>;
/** Why what a plan finds unsafe may be done all the same. */
export type AcceptanceInput = z.input<typeof acceptance>;
/** When Argo CD may sync. */
export type SyncWindowInput = z.input<typeof syncWindow>;
