/** A cluster, Argo CD and the whole model, with every default. */
import type { AcceptanceInput, SyncWindowInput } from "../catalogue/types.ts";
import type { Frozen } from "./frozen.ts";
import type { ComponentModel, ObservabilityModel } from "./observability_types.ts";
import type { ServiceModel } from "./service_types.ts";

/** A namespace and what may run there. */
export interface NamespaceModel {
  /** A DNS label. */
  readonly name: string;
  /** Whether pods get a sidecar unless they say otherwise. */
  readonly mesh: boolean;
  /** The pod-security standard that is enforced. */
  readonly podSecurity: "restricted" | "baseline" | "privileged";
  /** The services in it, by name. */
  readonly services: readonly string[];
}

/** The load generator with every default. */
export interface LoadGeneratorModel extends ComponentModel {
  /** Its pace. Unit: requests per second. */
  readonly requestsPerSecond: number;
  /** The whole host; empty where the gateway has none without TLS, which a rule refuses. */
  readonly host: string;
  /** What is asked for. */
  readonly path: string;
  /** Whether each request uploads a picture. */
  readonly upload: boolean;
}

/** The canary driver with every default. */
export interface CanaryDriverModel extends ComponentModel {
  /** In cron's five fields. */
  readonly schedule: string;
  /** The name of the Secret that Git's credentials are in. */
  readonly secret: string;
  /** Who its commits are by. */
  readonly author: { readonly name: string; readonly email: string };
  /** Where Prometheus answers, and whether that is the cluster's own; undefined: nowhere, which a rule refuses. */
  readonly prometheus: { readonly address: string; readonly own: boolean } | undefined;
  /** How long one look may take. Unit: seconds. */
  readonly deadlineSeconds: number;
}

/** A cluster with every default, and the services that run in it. */
export interface ClusterModel {
  /** Its folder below `clusters/`. */
  readonly name: string;
  /** The overlay file, `overlays/lab.ts`. */
  readonly file: string;
  /** One sentence for people. */
  readonly description: string | undefined;
  /** Whether faults and generated Secrets are allowed. */
  readonly lab: boolean;
  /** The cluster whose state a change must have reached first; undefined: none. */
  readonly after: string | undefined;
  /** How Argo CD reaches it. */
  readonly destination:
    | { readonly argocd: "in-cluster"; readonly server: string }
    | { readonly argocd: "hub"; readonly name: string };
  /** What Argo CD reads. */
  readonly repository: { readonly url: string; readonly revision: string };
  /** What short hosts belong to. */
  readonly domain: string;
  /** The Kind cluster it runs in; labs only. */
  readonly kind: {
    readonly workers: number;
    readonly nodeImage: string | undefined;
    readonly hostPorts: { readonly http: number; readonly https: number };
  } | undefined;
  /** The ingress gateway. */
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
  /** The charts and their version. */
  readonly istio: { readonly version: string; readonly charts: string };
  /** How many requests are traced, and where spans go. */
  readonly tracing: {
    readonly samplingPercent: number;
    readonly collector: { readonly namespace: string; readonly service: string; readonly port: number };
  };
  /** What it is watched with; undefined: nothing of ours. */
  readonly observability: ObservabilityModel | undefined;
  /** What moves its canaries from within; undefined: nothing. */
  readonly canaryDriver: CanaryDriverModel | undefined;
  /** What it sends to itself; undefined: nothing. */
  readonly loadGenerator: LoadGeneratorModel | undefined;
  /** What holds for services that say nothing. */
  readonly defaults: {
    readonly replicas: number;
    readonly minimumReplicas: number;
    readonly requireDigest: boolean;
  };
  /** In CIDR notation. */
  readonly privateNetworks: readonly string[];
  /** What a plan finds unsafe in changes of what no service here owns, and may be done all the same. */
  readonly accept: readonly Frozen<AcceptanceInput>[];
  /** How changes reach it. */
  readonly sync: {
    readonly automated: boolean;
    readonly windows:
      readonly (Frozen<SyncWindowInput> & { readonly timeZone: string; readonly manualSync: boolean })[];
  };
  /** The same for every cluster. */
  readonly argocd: ArgoCDModel;
  /** Those that services belong to, sorted by name. */
  readonly projects: readonly ProjectModel[];
  /** Sorted by name. */
  readonly namespaces: readonly NamespaceModel[];
  /** Sorted by name. */
  readonly services: readonly ServiceModel[];
}

/**
 * What the services of a project have left or may leave behind in a cluster, whether or not they run there: Argo CD
 * deletes only what the project still permits, so a service is switched off before it leaves the catalogue.
 */
export interface ProjectModel {
  /** Without a hub's prefix. */
  readonly name: string;
  /** Of every service of the catalogue that belongs to it, sorted. */
  readonly namespaces: readonly string[];
  /** Raw objects, as the service files and this cluster have them; their kinds are what counts. */
  readonly objects: readonly unknown[];
}

/** Argo CD with every default. */
export interface ArgoCDModel {
  /** `argocd/argocd.ts`. */
  readonly file: string;
  /** With `v`, as the tag. */
  readonly version: string;
  /** Where the install manifests come from. */
  readonly repository: string;
  /** Where it runs. */
  readonly namespace: string;
  /** What goes into its config maps. */
  readonly settings: {
    readonly reconciliationTimeout: string;
    readonly adminEnabled: boolean | undefined;
    readonly url: string | undefined;
    readonly extra: Readonly<Record<string, string>>;
  };
  /** Sorted by name; `services` is always there. */
  readonly projects: readonly {
    readonly name: string;
    readonly description: string;
    readonly groups: readonly string[];
  }[];
  /** The root application. */
  readonly root: { readonly name: string };
}

/** Everything that is rendered. */
export interface Model {
  /** Sorted by name. */
  readonly clusters: readonly ClusterModel[];
  /** What the clusters share of each service: no cluster's differences, no exposure. Sorted by name. */
  readonly bases: readonly ServiceModel[];
  /** The same for every cluster. */
  readonly argocd: ArgoCDModel;
}
