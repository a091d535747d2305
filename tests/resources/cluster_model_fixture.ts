/** Models of clusters for the tests of `lib/resources/platform/` and `lib/argocd/`. */
import type {
  ArgoCDModel,
  ClusterModel,
  NamespaceModel,
  ProjectModel,
  ServiceModel,
} from "../../lib/model/types.ts";

/** Argo CD with every default, but for what is said otherwise. */
export function argocdModel(overrides: Partial<ArgoCDModel>): ArgoCDModel {
  return {
    file: "argocd/argocd.ts",
    version: "v3.2.6",
    repository: "https://git.example/argo-cd.git",
    namespace: "argocd",
    settings: { reconciliationTimeout: "120s", adminEnabled: undefined, url: undefined, extra: {} },
    projects: [{ name: "services", description: "The services", groups: [] }],
    root: { name: "root" },
    ...overrides,
  };
}

/** A lab with its own Argo CD and every default, but for what is said otherwise. Namespaces and projects follow from the services. */
export function clusterModel(overrides: Partial<ClusterModel>): ClusterModel {
  return {
    name: "lab",
    file: "overlays/lab.ts",
    description: undefined,
    lab: true,
    after: undefined,
    destination: { argocd: "in-cluster", server: "https://kubernetes.default.svc" },
    repository: { url: "https://git.example/platform.git", revision: "main" },
    domain: "local",
    kind: undefined,
    gateway: {
      namespace: "istio-ingress",
      name: "istio-ingress",
      podLabels: { app: "istio-ingress", istio: "ingress" },
      serviceType: "NodePort",
      nodePorts: { http: 30080, https: 30443 },
      replicas: 1,
      annotations: {},
    },
    istio: { version: "1.31.0", charts: "https://charts.example/istio" },
    tracing: {
      samplingPercent: 100,
      collector: { namespace: "observability", service: "jaeger-collector", port: 4317 },
    },
    observability: undefined,
    canaryDriver: undefined,
    loadGenerator: undefined,
    accept: [],
    defaults: { replicas: 1, minimumReplicas: 1, requireDigest: false },
    privateNetworks: ["10.0.0.0/8"],
    sync: { automated: true, windows: [] },
    argocd: argocdModel({}),
    namespaces: namespacesOf(overrides.services ?? []),
    projects: projectsOf(overrides.services ?? []),
    services: [],
    ...overrides,
  };
}

/** A cluster that a hub knows as `prod-eu`, by itself called `prod`. */
export function hubClusterModel(overrides: Partial<ClusterModel>): ClusterModel {
  return clusterModel({
    name: "prod",
    file: "overlays/prod.ts",
    lab: false,
    destination: { argocd: "hub", name: "prod-eu" },
    ...overrides,
  });
}

function namespacesOf(services: readonly ServiceModel[]): readonly NamespaceModel[] {
  const names = [...new Set(services.map(({ namespace }) => namespace))].sort();
  return names.map((name) => {
    const there = services.filter(({ namespace }) => namespace === name);
    return {
      name,
      mesh: there.some(({ mesh }) => mesh),
      podSecurity: "restricted",
      services: there.map((service) => service.name),
    };
  });
}

function projectsOf(services: readonly ServiceModel[]): readonly ProjectModel[] {
  const names = [...new Set(services.map(({ project }) => project))].sort();
  return names.map((name) => {
    const members = services.filter(({ project }) => project === name);
    return {
      name,
      namespaces: [...new Set(members.map(({ namespace }) => namespace))].sort(),
      objects: members.flatMap(({ objects }) => objects),
    };
  });
}
