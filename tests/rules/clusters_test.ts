import { accepts, refuses } from "./table.ts";
import { applicationNameClash } from "../../lib/rules/clusters/application_name_clash.ts";
import { clusterAfter } from "../../lib/rules/clusters/cluster_after.ts";
import { clusterAfterCycle } from "../../lib/rules/clusters/cluster_after_cycle.ts";
import { clusterFileName } from "../../lib/rules/clusters/cluster_file_name.ts";
import { clusterPort } from "../../lib/rules/clusters/cluster_port.ts";
import { differenceWithoutEffect } from "../../lib/rules/clusters/difference_without_effect.ts";
import { gatewayType } from "../../lib/rules/clusters/gateway_type.ts";
import { hubDestination } from "../../lib/rules/clusters/hub_destination.ts";
import { idleCanaryDriver } from "../../lib/rules/clusters/idle_canary_driver.ts";
import { kindOfHub } from "../../lib/rules/clusters/kind_of_hub.ts";
import { kindOutsideLab } from "../../lib/rules/clusters/kind_outside_lab.ts";
import { loadGeneratorHost } from "../../lib/rules/clusters/load_generator_host.ts";
import { loadGeneratorOutsideLab } from "../../lib/rules/clusters/load_generator_outside_lab.ts";
import { mixedNamespace } from "../../lib/rules/clusters/mixed_namespace.ts";
import { nodePort } from "../../lib/rules/clusters/node_port.ts";
import { replicasDefault } from "../../lib/rules/clusters/replicas_default.ts";
import { repositoryCredential } from "../../lib/rules/clusters/repository_credential.ts";
import { syncWindow } from "../../lib/rules/clusters/sync_window.ts";
import { uniqueClusterName } from "../../lib/rules/clusters/unique_cluster_name.ts";
import { unknownClusterService } from "../../lib/rules/clusters/unknown_cluster_service.ts";

refuses(
  uniqueClusterName,
  "one name twice",
  `// overlays/a/prod.ts
// overlays/b/prod.ts`,
  [`overlays/b/prod.ts name: name is "prod", already the name of the cluster in overlays/a/prod.ts (give each cluster a name of its own)`],
);
accepts(
  uniqueClusterName,
  "two names",
  `// overlays/lab.ts
// overlays/prod.ts`,
);

refuses(
  clusterFileName,
  "another name than the file's",
  `// overlays/prod.ts
name: "production",`,
  [`overlays/prod.ts name: name is "production", must be "prod" as the file is called (rename the cluster, or the file to overlays/production.ts)`],
);
accepts(clusterFileName, "the file's name in a folder", `// overlays/europe/prod.ts`);

refuses(
  unknownClusterService,
  "a name that is nearly a service's",
  `// services/backend.ts
// overlays/lab.ts
services: { backend: { replicas: 2 }, bakend: { replicas: 2 } },`,
  [`overlays/lab.ts services.bakend: services.bakend is no service (did you mean "backend"?)`],
);
accepts(
  unknownClusterService,
  "a service that is switched off",
  `// services/backend.ts
// overlays/lab.ts
services: { backend: { enabled: false } },`,
);

refuses(
  clusterAfter,
  "a name that is nearly a cluster's",
  `// overlays/staging.ts
// overlays/prod.ts
after: "stagin",`,
  [`overlays/prod.ts after: after is "stagin", no such cluster (did you mean "staging"?)`],
);
refuses(
  clusterAfter,
  "the cluster itself",
  `// overlays/prod.ts
after: "prod",`,
  [`overlays/prod.ts after: after is "prod", the cluster itself (remove it)`],
);
accepts(
  clusterAfter,
  "another cluster",
  `// overlays/staging.ts
// overlays/prod.ts
after: "staging",`,
);

refuses(
  clusterAfterCycle,
  "three that wait for each other",
  `// overlays/a.ts
after: "b",
// overlays/b.ts
after: "c",
// overlays/c.ts
after: "a",`,
  ["overlays/a.ts after: after closes a circle: a after b after c after a (remove one of them)"],
);
accepts(
  clusterAfterCycle,
  "two after one",
  `// overlays/a.ts
after: "c",
// overlays/b.ts
after: "c",
// overlays/c.ts`,
);

refuses(
  kindOutsideLab,
  "production in Kind",
  `// overlays/prod.ts
kind: {},`,
  ["overlays/prod.ts kind: kind is set, but prod is not a lab (write lab: true, or remove kind)"],
);
accepts(
  kindOutsideLab,
  "a lab in Kind",
  `// overlays/lab.ts
kind: {},`,
);

refuses(
  kindOfHub,
  "Kind in a hub",
  `// overlays/lab.ts
kind: {},
destination: { argocd: "hub", name: "lab" },`,
  [`overlays/lab.ts destination.argocd: destination.argocd is "hub", but the cluster runs in Kind (write "in-cluster")`],
);
accepts(
  kindOfHub,
  "a lab in a hub that isn't in Kind",
  `// overlays/lab.ts
destination: { argocd: "hub", name: "lab" },`,
);

refuses(
  clusterPort,
  "ports out of range",
  `// overlays/lab.ts
kind: { hostPorts: { http: 0, https: 65536 } },
tracing: { samplingPercent: 1, collector: { namespace: "a", service: "b", port: 70000 } },`,
  [
    "overlays/lab.ts kind.hostPorts.http: kind.hostPorts.http is 0, must be from 1 to 65535",
    "overlays/lab.ts kind.hostPorts.https: kind.hostPorts.https is 65536, must be from 1 to 65535",
    "overlays/lab.ts tracing.collector.port: tracing.collector.port is 70000, must be from 1 to 65535",
  ],
);
refuses(
  clusterPort,
  "one port for both, one by default",
  `// overlays/lab.ts
kind: { hostPorts: { https: 80 } },`,
  ["overlays/lab.ts kind.hostPorts.https: kind.hostPorts.https is 80, already the port for http"],
);
accepts(
  clusterPort,
  "the defaults, the first and the last",
  `// overlays/lab.ts
kind: {},
// overlays/other.ts
lab: true,
kind: { hostPorts: { http: 1, https: 65535 } },`,
);

refuses(
  nodePort,
  "ports out of range",
  `// overlays/lab.ts
gateway: { serviceType: "NodePort", nodePorts: { http: 29999, https: 32768 } },`,
  [
    "overlays/lab.ts gateway.nodePorts.http: gateway.nodePorts.http is 29999, must be from 30000 to 32767",
    "overlays/lab.ts gateway.nodePorts.https: gateway.nodePorts.https is 32768, must be from 30000 to 32767",
  ],
);
refuses(
  nodePort,
  "one port for both, one by default",
  `// overlays/lab.ts
gateway: { serviceType: "NodePort", nodePorts: { https: 30080 } },`,
  ["overlays/lab.ts gateway.nodePorts.https: gateway.nodePorts.https is 30080, already the port for http"],
);
accepts(
  nodePort,
  "the first and the last",
  `// overlays/lab.ts
gateway: { serviceType: "NodePort", nodePorts: { http: 30000, https: 32767 } },`,
);

refuses(
  gatewayType,
  "Kind with the default type",
  `// overlays/lab.ts
kind: {},`,
  [`overlays/lab.ts kind: kind leads to node ports, but gateway.serviceType is "LoadBalancer" by default (write serviceType: "NodePort")`],
);
refuses(
  gatewayType,
  "Kind with another type, and node ports with it",
  `// overlays/lab.ts
kind: {},
gateway: { serviceType: "ClusterIP", nodePorts: { http: 30001 } },`,
  [
    `overlays/lab.ts gateway.serviceType: gateway.serviceType is "ClusterIP", but Kind leads to node ports (write serviceType: "NodePort")`,
    `overlays/lab.ts gateway.nodePorts: gateway.nodePorts is set, but gateway.serviceType is "ClusterIP" (write serviceType: "NodePort", or remove it)`,
  ],
);
accepts(
  gatewayType,
  "Kind with NodePort, and a cloud with a load balancer",
  `// overlays/lab.ts
kind: {},
gateway: { serviceType: "NodePort", nodePorts: { http: 30001 } },
// overlays/prod.ts
gateway: { serviceType: "LoadBalancer" },`,
);

refuses(
  hubDestination,
  "one destination twice",
  `// overlays/a.ts
destination: { argocd: "hub", name: "x" },
// overlays/b.ts
destination: { argocd: "hub", name: "x" },`,
  [`overlays/b.ts destination.name: destination.name is "x", already the destination of overlays/a.ts (name each cluster as the hub knows it)`],
);
accepts(
  hubDestination,
  "two clusters with an Argo CD each",
  `// overlays/a.ts
destination: { argocd: "in-cluster" },
// overlays/b.ts
destination: { argocd: "in-cluster" },`,
);

refuses(applicationNameClash, "a service called like a part of the platform", `// services/namespaces.ts`, [
  `services/namespaces.ts name: name makes the Application "namespaces", as does the platform (rename the service)`,
]);
refuses(
  applicationNameClash,
  "a service called like the root application",
  `// services/all.ts
// argocd/argocd.ts
root: { name: "all" },`,
  [`services/all.ts name: name makes the Application "all", as does the root application (rename the service)`],
);
refuses(
  applicationNameClash,
  "two clusters of a hub whose names run into each other",
  `// services/east-api.ts
// services/api.ts
// overlays/shop.ts
// overlays/shop-east.ts`,
  [`services/api.ts name: name makes the Application "shop-east-api", as does east-api in shop (rename the service)`],
);
refuses(
  applicationNameClash,
  "a service of one cluster of a hub that runs into the platform of another, whichever comes first",
  `// services/east-mesh.ts
// overlays/shop.ts
// overlays/shop-east.ts`,
  [`services/east-mesh.ts name: name makes the Application "shop-east-mesh", as does the platform of shop-east (rename the service)`],
);
refuses(
  applicationNameClash,
  "the root application of one cluster of a hub that runs into the platform of another",
  `// services/api.ts
// overlays/shop.ts
// overlays/shop-istio.ts
// argocd/argocd.ts
root: { name: "cni" },`,
  [`argocd/argocd.ts root.name: root.name makes the Application "shop-istio-cni", as does the platform of shop (choose another name)`],
);
refuses(
  applicationNameClash,
  "a root application called like a part of the platform, once for all clusters",
  `// services/api.ts
// overlays/lab.ts
// overlays/other.ts
destination: { argocd: "in-cluster" },
// argocd/argocd.ts
root: { name: "istiod" },`,
  [`argocd/argocd.ts root.name: root.name makes the Application "istiod", as does the platform (choose another name)`],
);
accepts(
  applicationNameClash,
  "two services of one name, which another rule reports",
  `// services/a/api.ts
// services/b/api.ts`,
);
accepts(
  applicationNameClash,
  "the same services in two clusters of a hub",
  `// services/api.ts
// overlays/a.ts
// overlays/b.ts`,
);

const difference = (text: string) => `\n// overlays/lab.ts\nservices: { backend: { ${text} } },`;
refuses(
  differenceWithoutEffect,
  "what the service's file says already",
  `replicas: 2,
config: { A: "1", B: "2" },
expose: [{ host: "www" }],${
    difference(`replicas: 2, config: { A: "1", B: "3" }, expose: [{ host: "www" }]`)
  }`,
  [
    "overlays/lab.ts services.backend.replicas: services.backend.replicas says the same as services/backend.ts (remove it)",
    "overlays/lab.ts services.backend.config.A: services.backend.config.A says the same as services/backend.ts (remove it)",
    "overlays/lab.ts services.backend.expose: services.backend.expose says the same as services/backend.ts (remove it)",
  ],
);
refuses(
  differenceWithoutEffect,
  "nothing, and the default",
  `// services/a.ts
// services/b.ts
// overlays/lab.ts
services: { a: {}, b: { enabled: true } },`,
  [
    "overlays/lab.ts services.a: services.a says nothing (remove it)",
    "overlays/lab.ts services.b.enabled: services.b.enabled is true, which is the default (remove it)",
  ],
);
refuses(
  differenceWithoutEffect,
  "changes to what doesn't run, once each",
  `replicas: 2,
image: "a:1",${difference(`enabled: false, replicas: 3, image: "a:1"`)}`,
  [
    "overlays/lab.ts services.backend.replicas: services.backend.replicas has no effect, since the service does not run here (remove it)",
    "overlays/lab.ts services.backend.image: services.backend.image has no effect, since the service does not run here (remove it)",
  ],
);
accepts(
  differenceWithoutEffect,
  "a service that doesn't exist, which another rule reports",
  `// services/a.ts
// overlays/lab.ts
services: { nobody: { replicas: 2 } },`,
);
accepts(
  differenceWithoutEffect,
  "a part of what is replaced whole",
  `traffic: { cors: { allowOrigins: [{ exact: "*" }], maxAge: "1h" } },${
    difference(`traffic: { cors: { allowOrigins: [{ exact: "*" }] } }`)
  }`,
);
accepts(
  differenceWithoutEffect,
  "a number that replaces an autoscaler",
  `replicas: 2,
autoscaling: { minReplicas: 1, maxReplicas: 2 },${difference(`replicas: 2`)}`,
);

const window = (text: string) => `// overlays/prod.ts\nsync: { windows: [{ kind: "allow", ${text} }] },`;
refuses(syncWindow, "7 for Sunday", window(`schedule: "0 8 * * 1-7", duration: "8h"`), [
  `overlays/prod.ts sync.windows[0].schedule: sync.windows[0].schedule is "0 8 * * 1-7": the day of the week is "1-7", must be from 0 to 6`,
]);
refuses(
  syncWindow,
  "a duration of nothing, and an unknown time zone",
  window(`schedule: "0 8 * * *", duration: "0h", timeZone: "Mars/Olympus"`),
  [
    `overlays/prod.ts sync.windows[0].duration: sync.windows[0].duration is "0h", must be more than 0`,
    `overlays/prod.ts sync.windows[0].timeZone: sync.windows[0].timeZone is "Mars/Olympus", no known time zone (write one such as "Europe/Zurich" or "UTC")`,
  ],
);
accepts(
  syncWindow,
  "a usual window",
  window(`schedule: "0 8 * * 1-5", duration: "1h30m", timeZone: "Europe/Zurich"`),
);

refuses(
  mixedNamespace,
  "one outside among two inside",
  `namespace: "vision",
// services/a.ts
namespace: "vision",
// services/model.ts
namespace: "vision",
mesh: false,`,
  ["services/model.ts mesh: mesh is false, but a and backend in namespace vision are inside the mesh (give it a namespace of its own)"],
);
refuses(
  mixedNamespace,
  "one outside among four inside, and among three",
  `namespace: "vision",
mesh: false,
// services/a.ts
namespace: "vision",
// services/b.ts
namespace: "vision",
// services/c.ts
namespace: "vision",
// services/d.ts
namespace: "vision",
// services/e.ts
namespace: "sound",
mesh: false,
// services/f.ts
namespace: "sound",
// services/g.ts
namespace: "sound",
// services/h.ts
namespace: "sound",`,
  [
    "services/e.ts mesh: mesh is false, but f, g and h in namespace sound are inside the mesh (give it a namespace of its own)",
    "services/backend.ts mesh: mesh is false, but a and 3 others in namespace vision are inside the mesh (give it a namespace of its own)",
  ],
);
accepts(
  mixedNamespace,
  "all outside, and each by itself",
  `namespace: "vision",
mesh: false,
// services/a.ts
namespace: "vision",
mesh: false,
// services/model.ts`,
);

const repository = (url: string) => `// overlays/prod.ts\nrepository: { url: "${url}", revision: "main" },`;
refuses(
  repositoryCredential,
  "a password in the address",
  repository("https://robot:hunter22@git.example.com/a.git"),
  ["overlays/prod.ts repository.url: repository.url holds a password in a URL (give it to Argo CD as a Secret)"],
);
refuses(
  repositoryCredential,
  "it in Argo CD's own repository and in an annotation",
  `// overlays/prod.ts
gateway: { annotations: { "example.com/x": "AKIA" + "Q".repeat(16) } },
// argocd/argocd.ts
repository: "https://a:hunter22@git.example.com/argo-cd.git",`,
  [
    `overlays/prod.ts gateway.annotations["example.com/x"]: gateway.annotations["example.com/x"] holds an AWS access key (give it to Argo CD as a Secret)`,
    "argocd/argocd.ts repository: repository holds a password in a URL (give it to Argo CD as a Secret)",
  ],
);
accepts(
  repositoryCredential,
  "a user without password, and ssh",
  `${repository("https://robot@git.example.com/a.git")}
// overlays/lab.ts
repository: { url: "git@git.example.com:team/a.git", revision: "main" },`,
);

refuses(
  replicasDefault,
  "a default below the floor",
  `// overlays/prod.ts
defaults: { replicas: 2, minimumReplicas: 3 },`,
  ["overlays/prod.ts defaults.minimumReplicas: defaults.minimumReplicas is 3, but defaults.replicas is 2 (raise defaults.replicas)"],
);
accepts(
  replicasDefault,
  "a default at the floor",
  `// overlays/prod.ts
defaults: { replicas: 3, minimumReplicas: 3 },`,
);

refuses(
  loadGeneratorOutsideLab,
  "production that sends requests to itself",
  `// services/shop.ts
expose: [{ host: "shop" }],
// overlays/prod.ts
loadGenerator: {},`,
  ["overlays/prod.ts loadGenerator: loadGenerator is set, but prod is not a lab (write lab: true, or remove loadGenerator)"],
);
accepts(
  loadGeneratorOutsideLab,
  "a lab that sends requests to itself",
  `// services/shop.ts
expose: [{ host: "shop" }],
// overlays/lab.ts
lab: true,
loadGenerator: {},`,
);

refuses(
  loadGeneratorHost,
  "a name that is nearly a host's",
  `// services/shop.ts
expose: [{ host: "shop" }],
// overlays/lab.ts
lab: true,
loadGenerator: { host: "shpo.lab.example" },`,
  [`overlays/lab.ts loadGenerator.host: loadGenerator.host is "shpo.lab.example", which the gateway doesn't answer without TLS (did you mean "shop.lab.example"?)`],
);
refuses(
  loadGeneratorHost,
  "a host with TLS, without another",
  `// services/shop.ts
expose: [{ host: "shop", tls: { secret: "certificate" } }],
// overlays/lab.ts
lab: true,
loadGenerator: {},`,
  ["overlays/lab.ts loadGenerator: loadGenerator has no host to ask for: no service is exposed without TLS (expose one, or remove loadGenerator)"],
);
accepts(
  loadGeneratorHost,
  "no name, and a host beside one with TLS",
  `// services/shop.ts
expose: [{ host: "shop", tls: { secret: "certificate" } }],
// services/zoo.ts
expose: [{ host: "zoo" }],
// overlays/lab.ts
lab: true,
loadGenerator: {},`,
);

const canaryDriver =
  `canaryDriver: { image: "registry.example/driver:1.0.0", credentials: { secret: "git" } },`;
refuses(
  idleCanaryDriver,
  "nothing that measures",
  `// overlays/lab.ts\n${canaryDriver}`,
  ["overlays/lab.ts canaryDriver: canaryDriver has no Prometheus to ask (add observability: {}, or say in canaryDriver.prometheus where one answers)"],
);
refuses(
  idleCanaryDriver,
  "Argo CD elsewhere, and a repository on somebody's disk",
  `// overlays/prod.ts
destination: { argocd: "hub", name: "prod-eu" },
repository: { url: "file:///srv/platform.git", revision: "main" },
observability: {},
${canaryDriver}`,
  [
    "overlays/prod.ts canaryDriver: canaryDriver is set, but the Applications of prod are in its hub's cluster (remove it, and run canary:run where the hub can be asked)",
    `overlays/prod.ts canaryDriver: canaryDriver cannot clone "file:///srv/platform.git" in its pod (name a repository that is reached by https or ssh)`,
  ],
);
refuses(
  idleCanaryDriver,
  "a time that never comes",
  `// overlays/lab.ts
observability: {},
${canaryDriver.replace("{ image", '{ schedule: "0 0 31 2 *", image')}`,
  [`overlays/lab.ts canaryDriver.schedule: canaryDriver.schedule is "0 0 31 2 *": no such day exists`],
);
accepts(
  idleCanaryDriver,
  "the cluster's own Prometheus",
  `// overlays/lab.ts\nobservability: {},\n${canaryDriver}`,
);
accepts(
  idleCanaryDriver,
  "another Prometheus",
  `// overlays/lab.ts
canaryDriver: {
  image: "registry.example/driver:1.0.0",
  credentials: { secret: "git" },
  prometheus: "http://metrics.monitoring:9090",
},`,
);
accepts(idleCanaryDriver, "no driver at all", `// overlays/lab.ts`);
