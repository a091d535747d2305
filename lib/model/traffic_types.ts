/** How requests are carried and split, with every default. */
import type {
  EnvironmentValueInput,
  ForcedRouteInput,
  LoadBalancerInput,
  MetricInput,
  ResourcesInput,
  TrafficInput,
} from "../catalogue/types.ts";
import type { Frozen } from "./frozen.ts";
import type { CalleeModel } from "./network_types.ts";

/** How requests are tried again. */
export interface RetriesModel {
  /** How often after the first time; 0: never. */
  readonly attempts: number;
  /** Undefined: the timeout shared out over all tries. */
  readonly perTryTimeout: string | undefined;
  /** Envoy's conditions. */
  readonly on: readonly string[];
}

/** How requests to a service are carried. */
export interface TrafficModel {
  /** With all retries; `0s`: none. */
  readonly timeout: string;
  /** How a request is tried again. */
  readonly retries: RetriesModel;
  /** Whether every request may safely be sent twice. */
  readonly idempotent: boolean;
  /** How a pod is chosen. */
  readonly loadBalancer: Frozen<LoadBalancerInput>;
  /** What may be under way from one proxy. */
  readonly connectionPool: {
    readonly maxConnections: number;
    readonly connectTimeout: string;
    readonly http1MaxPendingRequests: number;
    readonly http2MaxRequests: number;
    readonly maxRequestsPerConnection: number;
    readonly maxRetries: number;
    readonly idleTimeout: string;
  };
  /** Undefined: no pod is ever ejected. */
  readonly outlierDetection: {
    readonly consecutive5xxErrors: number;
    readonly consecutiveGatewayErrors: number;
    readonly interval: string;
    readonly baseEjectionTime: string;
    readonly maxEjectionPercent: number;
    readonly minHealthPercent: number;
  } | undefined;
  /** The host that gets copies. */
  readonly mirror?: { readonly callee: CalleeModel; readonly percent: number } | undefined;
  /** Failures made on purpose, in labs only. */
  readonly fault: Frozen<TrafficInput["fault"]>;
  /** Undefined: nothing is said to browsers. */
  readonly cors: Frozen<TrafficInput["cors"]>;
}

/** Which of a service's Deployments: the value of the `version` label, and the name of the subset. */
export type VersionName = "stable" | "canary";

/** What a service's file says of one of its Deployments. */
export interface VersionDefinition {
  /** Which of the Deployments. */
  readonly version: VersionName;
  /** The whole reference, by tag, digest or both. */
  readonly image: string;
  /** Environment variables by name, in the order of the catalogue. */
  readonly env: Readonly<Record<string, Frozen<EnvironmentValueInput>>>;
  /** Content of the ConfigMap whose keys become environment variables; empty: none. */
  readonly config: Readonly<Record<string, string>>;
  /** Requests and limits with every default. */
  readonly resources: Frozen<ResourcesInput>;
}

/** One of a service's Deployments in a cluster. */
export interface VersionModel extends VersionDefinition {
  /** Undefined where an autoscaler owns the number. */
  readonly replicas: number | undefined;
  /** The bounds of this version's HorizontalPodAutoscaler; its targets stand in `ServiceModel.autoscaling`. */
  readonly autoscaling: { readonly minReplicas: number; readonly maxReplicas: number } | undefined;
}

/** One step of a canary. */
export interface StepModel {
  /** Unit: percent of requests. */
  readonly weight: number;
  /** How long it lasts at the least; undefined: the interval of the analysis. */
  readonly pause: string | undefined;
  /** Whether a person must say so before the next step. */
  readonly manual: boolean;
}

/** A canary policy with every default. */
export interface CanaryModel {
  /** At least one. */
  readonly steps: readonly StepModel[];
  /** An index into `steps`. */
  readonly step: number;
  /** The weight of the current step: percent of requests that go to the canary. */
  readonly weight: number;
  /** Nothing advances while it is true. */
  readonly paused: boolean;
  /** Requests that always go to the canary: any of these. */
  readonly routes: readonly Frozen<ForcedRouteInput>[];
  /** Share of stable requests that are copied to the canary; undefined: none. */
  readonly mirrorPercent: number | undefined;
  /** The cookie that keeps a browser on its version; undefined: none. */
  readonly affinity: { readonly cookie: string; readonly maxAge: string } | undefined;
  /** How long the canary's pods may take to become ready. */
  readonly deadlineSeconds: number;
  /** How it is judged; undefined: no automatic step. */
  readonly analysis: {
    readonly interval: string;
    readonly count: number;
    readonly minimumRequests: number;
    readonly failureLimit: number;
    readonly noData: "hold" | "abort" | "advance";
    readonly metrics: readonly Frozen<MetricInput>[];
  } | undefined;
}
