import { accepts, refuses } from "./table.ts";
import { nameLength } from "../../lib/rules/names/name_length.ts";
import { objectNameClash } from "../../lib/rules/names/object_name_clash.ts";
import { reservedNamespace } from "../../lib/rules/names/reserved_namespace.ts";
import { serviceFileName } from "../../lib/rules/names/service_file_name.ts";
import { serviceNameClash } from "../../lib/rules/names/service_name_clash.ts";
import { uniqueServiceName } from "../../lib/rules/names/unique_service_name.ts";
import { unknownProject } from "../../lib/rules/names/unknown_project.ts";

refuses(
  uniqueServiceName,
  "the name of a service that has a file called like it",
  `name: "model",
// services/model.ts`,
  [`services/backend.ts name: name is "model", already the name of the service in services/model.ts (give each service a name of its own)`],
);
refuses(
  uniqueServiceName,
  "every further file of the same name",
  `// services/a/api.ts
// services/b/api.ts
// services/c/api.ts`,
  [
    `services/b/api.ts name: name is "api", already the name of the service in services/a/api.ts (give each service a name of its own)`,
    `services/c/api.ts name: name is "api", already the name of the service in services/a/api.ts (give each service a name of its own)`,
  ],
);
accepts(
  uniqueServiceName,
  "names that only begin alike",
  `// services/api.ts
// services/api-two.ts`,
);

refuses(serviceFileName, "a name other than the file's", `name: "back-end",`, [
  `services/backend.ts name: name is "back-end", must be "backend" as the file is called (rename the service, or the file to services/back-end.ts)`,
]);
refuses(
  serviceFileName,
  "it in folders, and keeps the folder in its advice",
  `// services/team/api.ts
name: "shop",`,
  [`services/team/api.ts name: name is "shop", must be "api" as the file is called (rename the service, or the file to services/team/shop.ts)`],
);
accepts(serviceFileName, "the file's name in a folder", `// services/team/api.ts`);

const longest = "a".repeat(55);
refuses(nameLength, "a name of which the Service's has 64 characters", `// services/${longest}a.ts`, [
  `services/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ts name: name makes the Service "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-service" of 64 characters, must be at most 63 (shorten it, or set serviceName)`,
]);
accepts(nameLength, "a name of which the Service's has 63 characters", `// services/${longest}.ts`);
accepts(
  nameLength,
  "a long name with a short serviceName",
  `// services/${longest}a.ts
serviceName: "api",`,
);
refuses(
  nameLength,
  "a CronJob of 53 characters",
  `// services/${"c".repeat(53)}.ts
kind: "CronJob",
ports: [],
job: { schedule: "15 3 * * *" },`,
  [`services/ccccccccccccccccccccccccccccccccccccccccccccccccccccc.ts name: name makes the CronJob "ccccccccccccccccccccccccccccccccccccccccccccccccccccc" of 53 characters, must be at most 52 (shorten it)`],
);
refuses(
  nameLength,
  "a Job of 53 characters",
  `// services/${"j".repeat(53)}.ts
kind: "Job",
ports: [],`,
  [`services/jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj.ts name: name makes the Job "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj" of 53 characters, must be at most 52 (shorten it)`],
);
accepts(
  nameLength,
  "a CronJob of 52 characters",
  `// services/${"c".repeat(52)}.ts
kind: "CronJob",
ports: [],
job: { schedule: "15 3 * * *" },`,
);
refuses(
  nameLength,
  "an Application of 64 characters in a hub",
  `// services/${longest}.ts
// overlays/europe-1.ts`,
  [`services/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ts name: name makes the Application "europe-1-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" of 64 characters, must be at most 63 (shorten it, or the cluster's name)`],
);
accepts(
  nameLength,
  "an Application of 63 characters in a hub",
  `// services/${longest}.ts
// overlays/europe1.ts`,
);

refuses(reservedNamespace, "a namespace of Kubernetes", `namespace: "kube-system",`, [
  `services/backend.ts namespace: namespace is "kube-system", which belongs to Kubernetes (choose another namespace)`,
]);
refuses(reservedNamespace, "the default namespace", `namespace: "default",`, [
  `services/backend.ts namespace: namespace is "default", which belongs to Kubernetes (choose another namespace)`,
]);
refuses(
  reservedNamespace,
  "a service whose name makes it a namespace of Istio",
  `// services/istio-tools.ts`,
  [`services/istio-tools.ts name: name is "istio-tools" and so is its namespace, which belongs to Istio (choose another namespace)`],
);
refuses(
  reservedNamespace,
  "the namespace that Argo CD is told to use",
  `namespace: "cd",
// argocd/argocd.ts
namespace: "cd",`,
  [`services/backend.ts namespace: namespace is "cd", which belongs to Argo CD (choose another namespace)`],
);
refuses(
  reservedNamespace,
  "the collector's namespace, wherever it is",
  `namespace: "traces",
// overlays/lab.ts
tracing: { samplingPercent: 1, collector: { namespace: "traces", service: "tempo" } },`,
  [`services/backend.ts namespace: namespace is "traces", which belongs to the platform's observability (choose another namespace)`],
);
refuses(
  reservedNamespace,
  "argocd and observability wherever those really are",
  `namespace: "argocd",
// services/model.ts
namespace: "observability",
// overlays/lab.ts
tracing: { samplingPercent: 1, collector: { namespace: "traces", service: "tempo" } },
// argocd/argocd.ts
namespace: "cd",`,
  [
    `services/backend.ts namespace: namespace is "argocd", which belongs to Argo CD (choose another namespace)`,
    `services/model.ts namespace: namespace is "observability", which belongs to the platform's observability (choose another namespace)`,
  ],
);
accepts(
  reservedNamespace,
  "a reserved name with a namespace of its own",
  `// services/istio-tools.ts
namespace: "tools",`,
);
accepts(reservedNamespace, "names that only contain a reserved one", `namespace: "my-kube-system",`);

refuses(
  serviceNameClash,
  "a serviceName that another service has by default",
  `namespace: "vision",
serviceName: "model-service",
// services/model.ts
namespace: "vision",`,
  [`services/backend.ts serviceName: serviceName is "model-service", already the Service of model in namespace vision (choose another serviceName)`],
);
accepts(
  serviceNameClash,
  "two services of one name, which another rule reports",
  `// services/a/api.ts
// services/b/api.ts`,
);
accepts(
  serviceNameClash,
  "one serviceName in two namespaces",
  `serviceName: "api",
// services/model.ts
serviceName: "api",`,
);
accepts(
  serviceNameClash,
  "one serviceName where one service has no port and so no Service",
  `namespace: "vision",
serviceName: "api",
// services/model.ts
namespace: "vision",
serviceName: "api",
ports: [],`,
);

refuses(
  unknownProject,
  "a project that is nearly one",
  `project: "visoin",
// argocd/argocd.ts
projects: { vision: {} },`,
  [`services/backend.ts project: project is "visoin", which argocd/argocd.ts does not declare (did you mean "vision"?)`],
);
refuses(unknownProject, "a project that is like none", `project: "marketing",`, [
  `services/backend.ts project: project is "marketing", which argocd/argocd.ts does not declare (known: "services")`,
]);
accepts(
  unknownProject,
  "the project that is always there, among others",
  `project: "services",
// services/model.ts
project: "vision",
// argocd/argocd.ts
projects: { vision: {} },`,
);

refuses(
  objectNameClash,
  "two claims of one name",
  `namespace: "vision",
volumes: { "cache-data": { mountPath: "/data", claim: { size: "1Gi" } } },
// services/backend-cache.ts
namespace: "vision",
volumes: { data: { mountPath: "/data", claim: { size: "1Gi" } } },`,
  [`services/backend-cache.ts volumes.data: volumes.data makes the PersistentVolumeClaim "backend-cache-data", as does backend (rename one of the two)`],
);
accepts(
  objectNameClash,
  "the same claims in two namespaces",
  `volumes: { "cache-data": { mountPath: "/data", claim: { size: "1Gi" } } },
// services/backend-cache.ts
volumes: { data: { mountPath: "/data", claim: { size: "1Gi" } } },`,
);
refuses(
  objectNameClash,
  "a service called like the canary's autoscaler of another",
  `namespace: "vision",
autoscaling: { minReplicas: 1, maxReplicas: 3 },
disruption: false,
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },
// services/backend-canary.ts
namespace: "vision",
disruption: false,
autoscaling: { minReplicas: 1, maxReplicas: 3 },`,
  [`services/backend-canary.ts autoscaling: autoscaling makes the HorizontalPodAutoscaler "backend-canary", as does backend (rename one of the two)`],
);
refuses(
  objectNameClash,
  "a service called like the shared host's routes of another",
  `namespace: "vision",
expose: [{ host: "www", paths: ["/api"] }],
// services/backend-edge.ts
namespace: "vision",
expose: [{ host: "www" }],`,
  [`services/backend-edge.ts name: name makes the VirtualService "backend-edge", as does backend (rename one of the two)`],
);
refuses(
  objectNameClash,
  "a service called like the canary's disruption budget of another",
  `namespace: "vision",
replicas: 2,
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },
// services/backend-canary.ts
namespace: "vision",
replicas: 2,`,
  [`services/backend-canary.ts name: name makes the PodDisruptionBudget "backend-canary", as does backend (rename one of the two)`],
);
accepts(
  objectNameClash,
  "such names where there is no autoscaler, no budget, no port and no shared host",
  `namespace: "vision",
replicas: 1,
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },
expose: [{ host: "www" }],
// services/backend-canary.ts
namespace: "vision",
replicas: 1,
// services/backend-edge.ts
namespace: "vision",`,
);
accepts(
  objectNameClash,
  "a name of the shared host's routes for a service without ports",
  `namespace: "vision",
expose: [{ host: "www", paths: ["/api"] }],
// services/backend-edge.ts
namespace: "vision",
ports: [],
// services/frontend.ts
namespace: "vision",
expose: [{ host: "www" }],`,
);
accepts(
  objectNameClash,
  "two entries of one service that lead to the same routes",
  `namespace: "vision",
expose: [{ host: "www", paths: ["/api"] }, { host: "shop", paths: ["/api"] }],
// services/frontend.ts
namespace: "vision",
expose: [{ host: "www" }, { host: "shop" }],`,
);
refuses(
  objectNameClash,
  "services called like what the platform has in every namespace",
  `// services/default.ts
namespace: "vision",
// services/default-deny.ts
// services/deny-all.ts
// services/web.ts
calls: ["deny-all"],`,
  [
    `services/default-deny.ts name: name makes the NetworkPolicy "default-deny", as does the platform (rename the service)`,
    `services/deny-all.ts name: name makes the AuthorizationPolicy "deny-all", as does the platform (rename the service)`,
    `services/default.ts name: name makes the Sidecar "default", as does the platform (rename the service)`,
  ],
);
