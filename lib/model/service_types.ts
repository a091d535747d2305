/** A service with every default. */
import type {
  PatchInput,
  ProbeInput,
  SecretSourceInput,
  ServiceDifferenceInput,
  ServiceInput,
  VolumeInput,
} from "../catalogue/types.ts";
import type { Frozen } from "./frozen.ts";
import type { CalleeModel, CallerModel, EgressModel, ExposureModel, PortModel } from "./network_types.ts";
import type { SloModel } from "./observability_types.ts";
import type { CanaryModel, TrafficModel, VersionDefinition, VersionModel } from "./traffic_types.ts";

/** How a Job or CronJob runs, with every default. */
export interface JobModel {
  /** Cron's five fields; undefined for a Job. */
  readonly schedule: string | undefined;
  /** Undefined: the cluster's. */
  readonly timeZone: string | undefined;
  /** What happens when the last run has not ended. */
  readonly concurrencyPolicy: "Allow" | "Forbid" | "Replace";
  /** Nothing new starts while it is true. */
  readonly suspend: boolean;
  /** How often a failed pod is tried again. */
  readonly backoffLimit: number;
  /** How long a run may take; undefined: no limit. */
  readonly deadlineSeconds: number | undefined;
  /** Pods that must succeed. */
  readonly completions: number;
  /** Pods at the same time. */
  readonly parallelism: number;
}

/** What the service needs to know of its cluster to be rendered. */
export interface SurroundingsModel {
  /** Whether it is a lab. */
  readonly lab: boolean;
  /** Where spans go. */
  readonly collector: { readonly namespace: string; readonly service: string; readonly port: number };
  /** In CIDR notation; never "the world". */
  readonly privateNetworks: readonly string[];
}

/** A service as its file (with a cluster's difference over it) defines it: what follows from nothing else. */
export interface ServiceDefinition {
  /** Unique in the catalogue. */
  readonly name: string;
  /** What the service file says, merged with what the cluster says: for rules that ask what was written. */
  readonly written: Frozen<ServiceInput>;
  /** One sentence for people. */
  readonly description: string | undefined;
  /** Who answers for it. */
  readonly owner: string | undefined;
  /** Where it runs. */
  readonly namespace: string;
  /** The Argo CD project, without a hub's prefix. */
  readonly project: string;
  /** What runs it. */
  readonly kind: "Deployment" | "Job" | "CronJob";
  /** Only with Job and CronJob. */
  readonly job: JobModel | undefined;
  /** Whether it has a sidecar. */
  readonly mesh: boolean;
  /** The name of the Kubernetes Service. */
  readonly serviceName: string;
  /** The fully qualified name of the Kubernetes Service. */
  readonly host: string;
  /** Its ServiceAccount; the name is its identity in the mesh. */
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
  readonly versions: readonly VersionDefinition[];
  /** In the order of the catalogue; the first is the default. */
  readonly ports: readonly PortModel[];
  /** Undefined: the image's entry point. */
  readonly command: readonly string[] | undefined;
  /** Undefined: the image's arguments. */
  readonly args: readonly string[] | undefined;
  /** Absolute path in the container → text. */
  readonly configFiles: Readonly<Record<string, string>>;
  /** Name of the Secret → where its content comes from. */
  readonly secrets: Readonly<Record<string, Frozen<SecretSourceInput>>>;
  /** Secrets that exist in the namespace. */
  readonly imagePullSecrets: readonly string[];
  /** As written; ports are still names or numbers. */
  readonly probes: {
    readonly readiness: Frozen<ProbeInput> | undefined;
    readonly liveness: Frozen<ProbeInput> | undefined;
    readonly startup: Frozen<ProbeInput> | undefined;
  };
  /** Volume name → what and where. */
  readonly volumes: Readonly<Record<string, Frozen<VolumeInput>>>;
  /** What the process may do on its node. */
  readonly security: {
    readonly runAsUser: number;
    readonly runAsGroup: number;
    readonly fsGroup: number;
    readonly readOnlyRootFilesystem: boolean;
  };
  /** Bounds of stable and targets of every version; undefined: fixed numbers. */
  readonly autoscaling: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly cpuUtilization: number | undefined;
    readonly memoryUtilization: number | undefined;
    readonly scaleDownStabilizationSeconds: number;
  } | undefined;
  /** Which nodes the pods run on. */
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
  /** How long it may take to stop. */
  readonly gracePeriodSeconds: number;
  /** How long a new pod must be ready before it counts in a roll-out. */
  readonly minReadySeconds: number;
  /** Hosts outside the cluster. */
  readonly egress: readonly EgressModel[];
  /** How requests to it are carried. */
  readonly traffic: Omit<TrafficModel, "mirror">;
  /** Undefined: one Deployment. */
  readonly canary: CanaryModel | undefined;
  /** What it promises; undefined: nothing, or nothing that the mesh could measure. */
  readonly slo: SloModel | undefined;
  /** Raw objects, rendered as they are. */
  readonly objects: readonly unknown[];
  /** Changes to rendered objects. */
  readonly patches: readonly Frozen<PatchInput>[];
}

/** A service in a cluster, or (cluster undefined) as the base that all clusters share. */
export interface ServiceModel extends ServiceDefinition {
  /** What no cluster decides: one object for all clusters that change nothing of it, and for the base. */
  readonly definition: ServiceDefinition;
  /** The service file, `services/backend.ts`. */
  readonly file: string;
  /** The cluster's name; undefined for the base. */
  readonly cluster: string | undefined;
  /** The overlay file, `overlays/lab.ts`; undefined for the base. */
  readonly clusterFile: string | undefined;
  /** What the cluster alone says. */
  readonly difference: Frozen<ServiceDifferenceInput> | undefined;
  /** Stable first; canary only where there is a policy. */
  readonly versions: readonly VersionModel[];
  /** Undefined: no PodDisruptionBudget. */
  readonly disruption:
    | { readonly minAvailable: number | string }
    | { readonly maxUnavailable: number | string }
    | undefined;
  /** Who may call it, sorted by name; one entry for each call, so a name may come twice. */
  readonly callers: readonly CallerModel[];
  /** Whom it may call, sorted by name. */
  readonly callees: readonly CalleeModel[];
  /** Hosts on the gateway; none for the base. */
  readonly exposures: readonly ExposureModel[];
  /** How requests to it are carried. */
  readonly traffic: TrafficModel;
  /** The part of its cluster that it is rendered with. */
  readonly surroundings: SurroundingsModel;
}

/** A field that the cluster of a service or its neighbours have a say in, and that it is rendered with. */
export type PlaceField =
  | "versions"
  | "disruption"
  | "callers"
  | "callees"
  | "exposures"
  | "traffic"
  | "surroundings";

/** A service of which no more is known than its definition and some fields that its place decides. */
export type PlacedService<Field extends PlaceField> =
  & Omit<ServiceDefinition, Field>
  & Pick<ServiceModel, Field | "definition">;
