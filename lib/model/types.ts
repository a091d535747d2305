/**
 * The model: service × cluster with every default applied. Plain frozen data; everything that is rendered is a
 * pure function of it. Durations are text as Istio writes them, quantities as Kubernetes writes them.
 */
import type {
  CallInput,
  CanaryInput,
  EgressInput,
  EnvironmentValueInput,
  ForcedRouteInput,
  LoadBalancerInput,
  MetricInput,
  PatchInput,
  ProbeInput,
  ResourcesInput,
  SecretSourceInput,
  ServiceDifferenceInput,
  ServiceInput,
  StringMatchInput,
  SyncWindowInput,
  TrafficInput,
  VolumeInput,
} from "../catalogue/types.ts";

/**
 * A type whose every part is read-only and whose optional fields are absent rather than undefined, as the catalogue's
 * values are once they have been checked.
 */
export type Frozen<T> = T extends (infer E)[] ? readonly Frozen<E>[]
  : T extends object ? { readonly [K in keyof T]: Frozen<Exclude<T[K], undefined>> }
  : T;

/** Which of a service's Deployments: the value of the `version` label, and the name of the subset. */
export type VersionName = "stable" | "canary";

/** A port of a service. */
export interface PortModel {
  readonly name: string;
  /** The port of the Kubernetes Service. */
  readonly port: number;
  /** The port the process listens on. */
  readonly containerPort: number;
  readonly protocol: "http" | "http2" | "grpc" | "https" | "tcp";
  /** Whether the mesh understands requests there (http, http2, grpc). */
  readonly isHttp: boolean;
}

/** One of a service's Deployments: what differs between them. */
export interface VersionModel {
  readonly version: VersionName;
  readonly image: string;
  /** Undefined where an autoscaler owns the number. */
  readonly replicas: number | undefined;
  /** The bounds of this version's HorizontalPodAutoscaler; its targets stand in `ServiceModel.autoscaling`. */
  readonly autoscaling: { readonly minReplicas: number; readonly maxReplicas: number } | undefined;
  readonly env: Readonly<Record<string, Frozen<EnvironmentValueInput>>>;
  /** Content of the ConfigMap whose keys become environment variables; empty: none. */
  readonly config: Readonly<Record<string, string>>;
  readonly resources: Frozen<ResourcesInput>;
}

/** Somebody who may call a service. */
export interface CallerModel {
  /** The caller's name: a service of the catalogue, or `gateway`. */
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The labels of the caller's pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Whether it has a sidecar, and so an identity. */
  readonly mesh: boolean;
  /** Which of the callee's ports. */
  readonly ports: readonly PortModel[];
  /** Which methods; undefined: all. */
  readonly methods: readonly string[] | undefined;
  /** Which paths; undefined: all. */
  readonly paths: readonly string[] | undefined;
}

/** A service that is called. */
export interface CalleeModel {
  readonly name: string;
  readonly namespace: string;
  /** The fully qualified name of its Kubernetes Service. */
  readonly host: string;
  /** The labels of the callee's pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly mesh: boolean;
  readonly ports: readonly PortModel[];
}

/** A host and paths on the gateway. */
export interface ExposureModel {
  /** The whole host name in this cluster. */
  readonly host: string;
  readonly paths: readonly string[];
  readonly port: PortModel;
  /** The Istio Gateway that listens for the host: `<namespace>/<name>`. */
  readonly gateway: string;
  /**
   * Whether other services have paths on the same host: then the platform owns the host's VirtualService and
   * delegates each path to its service, since Istio doesn't define the order in which VirtualServices merge.
   */
  readonly shared: boolean;
  readonly tls: { readonly secret: string; readonly redirect: boolean } | undefined;
}

/** A host outside the cluster. */
export interface EgressModel {
  readonly host: string;
  readonly port: number;
  readonly protocol: NonNullable<EgressInput["protocol"]>;
  readonly networks: readonly string[] | undefined;
}

/** How requests are tried again. */
export interface RetriesModel {
  readonly attempts: number;
  readonly perTryTimeout: string | undefined;
  readonly on: readonly string[];
}

/** How requests to a service are carried. */
export interface TrafficModel {
  readonly timeout: string;
  readonly retries: RetriesModel;
  readonly idempotent: boolean;
  readonly loadBalancer: Frozen<LoadBalancerInput>;
  readonly connectionPool: {
    readonly maxConnections: number;
    readonly connectTimeout: string;
    readonly http1MaxPendingRequests: number;
    readonly http2MaxRequests: number;
    readonly maxRequestsPerConnection: number;
    readonly maxRetries: number;
    readonly idleTimeout: string;
  };
  readonly outlierDetection: {
    readonly consecutive5xxErrors: number;
    readonly consecutiveGatewayErrors: number;
    readonly interval: string;
    readonly baseEjectionTime: string;
    readonly maxEjectionPercent: number;
    readonly minHealthPercent: number;
  } | undefined;
  /** The host that gets copies. */
  readonly mirror: { readonly callee: CalleeModel; readonly percent: number } | undefined;
  readonly fault: Frozen<TrafficInput["fault"]>;
  readonly cors: Frozen<TrafficInput["cors"]>;
}

/** One step of a canary. */
export interface StepModel {
  /** Unit: percent of requests. */
  readonly weight: number;
  readonly pause: string | undefined;
  readonly manual: boolean;
}

/** A canary policy with every default. */
export interface CanaryModel {
  readonly steps: readonly StepModel[];
  /** An index into `steps`. */
  readonly step: number;
  /** The weight of the current step: percent of requests that go to the canary. */
  readonly weight: number;
  readonly paused: boolean;
  readonly routes: readonly Frozen<ForcedRouteInput>[];
  readonly mirrorPercent: number | undefined;
  readonly affinity: { readonly cookie: string; readonly maxAge: string } | undefined;
  readonly deadlineSeconds: number;
  readonly analysis: {
    readonly interval: string;
    readonly count: number;
    readonly minimumRequests: number;
    readonly failureLimit: number;
    readonly noData: "hold" | "abort" | "advance";
    readonly metrics: readonly Frozen<MetricInput>[];
  } | undefined;
}

/** How a Job or CronJob runs, with every default. */
export interface JobModel {
  readonly schedule: string | undefined;
  readonly timeZone: string | undefined;
  readonly concurrencyPolicy: "Allow" | "Forbid" | "Replace";
  readonly suspend: boolean;
  readonly backoffLimit: number;
  readonly deadlineSeconds: number | undefined;
  readonly completions: number;
  readonly parallelism: number;
}

/** What the service needs to know of its cluster to be rendered. */
export interface SurroundingsModel {
  /** Whether it is a lab. */
  readonly lab: boolean;
  readonly collector: { readonly namespace: string; readonly service: string; readonly port: number };
  readonly privateNetworks: readonly string[];
}

/** A service in a cluster, or (cluster undefined) as the base that all clusters share. */
export interface ServiceModel {
  readonly name: string;
  /** The service file, `services/backend.ts`. */
  readonly file: string;
  readonly cluster: string | undefined;
  /** The overlay file, `overlays/lab.ts`; undefined for the base. */
  readonly clusterFile: string | undefined;
  /** What the service file says, merged with what the cluster says: for rules that ask what was written. */
  readonly written: Frozen<ServiceInput>;
  /** What the cluster alone says. */
  readonly difference: Frozen<ServiceDifferenceInput> | undefined;
  readonly description: string | undefined;
  readonly owner: string | undefined;
  readonly namespace: string;
  readonly project: string;
  readonly kind: "Deployment" | "Job" | "CronJob";
  readonly job: JobModel | undefined;
  readonly mesh: boolean;
  /** The name of the Kubernetes Service. */
  readonly serviceName: string;
  /** The fully qualified name of the Kubernetes Service. */
  readonly host: string;
  readonly serviceAccount: {
    readonly name: string;
    readonly annotations: Readonly<Record<string, string>>;
    readonly automountToken: boolean;
  };
  /** Extra labels for every object and pod. */
  readonly labels: Readonly<Record<string, string>>;
  /** Extra annotations for every pod. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Stable first; canary only where there is a policy. */
  readonly versions: readonly VersionModel[];
  readonly ports: readonly PortModel[];
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly configFiles: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Frozen<SecretSourceInput>>>;
  readonly imagePullSecrets: readonly string[];
  readonly probes: {
    readonly readiness: Frozen<ProbeInput> | undefined;
    readonly liveness: Frozen<ProbeInput> | undefined;
    readonly startup: Frozen<ProbeInput> | undefined;
  };
  readonly volumes: Readonly<Record<string, Frozen<VolumeInput>>>;
  readonly security: {
    readonly runAsUser: number;
    readonly runAsGroup: number;
    readonly fsGroup: number;
    readonly readOnlyRootFilesystem: boolean;
  };
  readonly autoscaling: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly cpuUtilization: number | undefined;
    readonly memoryUtilization: number | undefined;
    readonly scaleDownStabilizationSeconds: number;
  } | undefined;
  /** Undefined: no PodDisruptionBudget. */
  readonly disruption:
    | { readonly minAvailable: number | string }
    | { readonly maxUnavailable: number | string }
    | undefined;
  readonly scheduling: {
    readonly nodeSelector: Readonly<Record<string, string>>;
    readonly tolerations: readonly {
      readonly key?: string;
      readonly operator?: "Equal" | "Exists";
      readonly value?: string;
      readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
      readonly tolerationSeconds?: number;
    }[];
    readonly spread: readonly {
      readonly topologyKey: string;
      readonly maxSkew: number;
      readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
    }[];
    readonly priorityClassName: string | undefined;
  };
  readonly gracePeriodSeconds: number;
  readonly callers: readonly CallerModel[];
  readonly callees: readonly CalleeModel[];
  readonly exposures: readonly ExposureModel[];
  readonly egress: readonly EgressModel[];
  readonly traffic: TrafficModel;
  readonly canary: CanaryModel | undefined;
  readonly objects: readonly unknown[];
  readonly patches: readonly Frozen<PatchInput>[];
  readonly surroundings: SurroundingsModel;
}

/** A namespace and what may run there. */
export interface NamespaceModel {
  readonly name: string;
  /** Whether pods get a sidecar unless they say otherwise. */
  readonly mesh: boolean;
  /** The pod-security standard that is enforced. */
  readonly podSecurity: "restricted" | "baseline" | "privileged";
  /** The services in it, by name. */
  readonly services: readonly string[];
}

/** A cluster with every default, and the services that run in it. */
export interface ClusterModel {
  readonly name: string;
  /** The overlay file, `overlays/lab.ts`. */
  readonly file: string;
  readonly description: string | undefined;
  readonly lab: boolean;
  readonly after: string | undefined;
  readonly destination:
    | { readonly argocd: "in-cluster"; readonly server: string }
    | { readonly argocd: "hub"; readonly name: string };
  readonly repository: { readonly url: string; readonly revision: string };
  readonly domain: string;
  readonly kind: {
    readonly workers: number;
    readonly nodeImage: string | undefined;
    readonly hostPorts: { readonly http: number; readonly https: number };
  } | undefined;
  readonly gateway: {
    /** The namespace of the gateway's pods and of the Istio Gateway objects. */
    readonly namespace: string;
    /** The name of the gateway's Deployment, Service and ServiceAccount. */
    readonly name: string;
    readonly podLabels: Readonly<Record<string, string>>;
    readonly serviceType: "NodePort" | "LoadBalancer" | "ClusterIP";
    readonly nodePorts: { readonly http: number; readonly https: number };
    readonly replicas: number;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly istio: { readonly version: string; readonly charts: string };
  readonly tracing: {
    readonly samplingPercent: number;
    readonly collector: { readonly namespace: string; readonly service: string; readonly port: number };
  };
  readonly defaults: {
    readonly replicas: number;
    readonly minimumReplicas: number;
    readonly requireDigest: boolean;
  };
  readonly privateNetworks: readonly string[];
  readonly sync: {
    readonly automated: boolean;
    readonly windows:
      readonly (Frozen<SyncWindowInput> & { readonly timeZone: string; readonly manualSync: boolean })[];
  };
  readonly argocd: ArgoCDModel;
  /** Sorted by name. */
  readonly namespaces: readonly NamespaceModel[];
  /** Sorted by name. */
  readonly services: readonly ServiceModel[];
}

/** Argo CD with every default. */
export interface ArgoCDModel {
  /** `argocd/argocd.ts`. */
  readonly file: string;
  readonly version: string;
  readonly repository: string;
  readonly namespace: string;
  readonly settings: {
    readonly reconciliationTimeout: string;
    readonly adminEnabled: boolean | undefined;
    readonly url: string | undefined;
    readonly extra: Readonly<Record<string, string>>;
  };
  readonly projects: readonly {
    readonly name: string;
    readonly description: string;
    readonly groups: readonly string[];
  }[];
  readonly root: { readonly name: string };
}

/** Everything that is rendered. */
export interface Model {
  /** Sorted by name. */
  readonly clusters: readonly ClusterModel[];
  /** What the clusters share of each service: no cluster's differences, no exposure. Sorted by name. */
  readonly bases: readonly ServiceModel[];
  readonly argocd: ArgoCDModel;
}

export type {
  CallInput,
  CanaryInput,
  EgressInput,
  EnvironmentValueInput,
  ForcedRouteInput,
  LoadBalancerInput,
  MetricInput,
  PatchInput,
  ProbeInput,
  ResourcesInput,
  SecretSourceInput,
  ServiceInput,
  StringMatchInput,
  TrafficInput,
  VolumeInput,
};
