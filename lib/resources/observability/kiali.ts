/** Kiali: a picture of the mesh, to look at. */
import type { IPolicyRule } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import { observabilityNamespace, platformNamespaces } from "../../model/defaults.ts";
import type { ObservabilityModel } from "../../model/types.ts";
import { toYaml } from "../../tree/yaml.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import {
  componentClusterRole,
  componentDeployment,
  componentNetworkPolicy,
  componentService,
  componentServiceAccount,
  hashedConfigMap,
} from "./component.ts";
import { apiServer, nameServers, part, pods, tcp } from "./network_peers.ts";

const name = "kiali";
const folder = "/kiali-configuration";
const ports = { http: 20001, metrics: 9090 } as const;

/** Everything of Kiali; nothing where none is run. */
export function kialiObjects(observability: ObservabilityModel): readonly KubernetesObject[] {
  if (observability.kiali === undefined) return [];
  const config = hashedConfigMap(name, { "config.yaml": kialiConfig(observability) });
  const asked = [
    { peer: part("prometheus"), on: tcp(9090) },
    { peer: part("jaeger"), on: tcp(16685) },
    { peer: part("grafana"), on: tcp(3000) },
    { peer: pods(platformNamespaces.istio, { app: "istiod" }), on: tcp(15010, 15014, 8080) },
  ];
  return [
    componentServiceAccount(name),
    ...componentClusterRole(name, clusterRules),
    config,
    componentDeployment({
      name,
      model: observability.kiali,
      user: 1000,
      command: ["/opt/kiali/kiali"],
      args: ["-config", `${folder}/config.yaml`],
      ports,
      ready: { path: "/kiali/healthz", port: "http" },
      metrics: { port: ports.metrics },
      mounts: [
        { name: "config", path: folder, configMaps: [config.metadata.name] },
        { name: "tmp", path: "/tmp" },
      ],
      usesApi: true,
    }),
    componentService({ name, ports: { http: ports.http } }),
    componentNetworkPolicy(
      name,
      [{ from: [part("prometheus")], ports: tcp(ports.metrics) }],
      [nameServers, apiServer, ...asked.map(({ peer, on }) => ({ to: [peer], ports: on }))],
    ),
  ];
}

/** The text of its configuration: nobody logs in, so nobody may change anything; who gets that far is up to Kubernetes. */
function kialiConfig({ jaeger, grafana }: ObservabilityModel): string {
  const url = (service: string, port: number) => `http://${service}.${observabilityNamespace}:${port}`;
  return toYaml({
    auth: { strategy: "anonymous" },
    deployment: {
      cluster_wide_access: true,
      instance_name: name,
      namespace: observabilityNamespace,
      view_only_mode: true,
    },
    external_services: {
      grafana: grafana === undefined
        ? { enabled: false }
        : { enabled: true, internal_url: url("grafana", 3000) },
      istio: { root_namespace: platformNamespaces.istio },
      prometheus: { url: url("prometheus", 9090) },
      tracing: jaeger === undefined
        ? { enabled: false }
        : { enabled: true, provider: "jaeger", use_grpc: true, internal_url: url("jaeger-query", 16685) },
    },
    server: {
      observability: { metrics: { enabled: true, port: ports.metrics } },
      port: ports.http,
      web_root: "/kiali",
    },
  });
}

const read = ["get", "list", "watch"];

/** To look at what the mesh is made of, and to change nothing. */
const clusterRules: readonly IPolicyRule[] = [
  {
    apiGroups: [""],
    resources: ["configmaps", "endpoints", "namespaces", "pods", "replicationcontrollers", "services"],
    verbs: read,
  },
  {
    apiGroups: ["apps"],
    resources: ["daemonsets", "deployments", "replicasets", "statefulsets"],
    verbs: read,
  },
  { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: read },
  {
    apiGroups: ["extensions.istio.io", "networking.istio.io", "security.istio.io", "telemetry.istio.io"],
    resources: ["*"],
    verbs: read,
  },
  {
    apiGroups: ["admissionregistration.k8s.io"],
    resources: ["mutatingwebhookconfigurations"],
    verbs: read,
  },
];
