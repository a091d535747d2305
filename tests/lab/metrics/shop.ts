import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";

/** The namespace of the tiers; that of their client; that of Prometheus and Jaeger. */
export const SHOP = "shop";
export const CLIENT = "client";
export const OBSERVABILITY = "observability";

const LABELS = (app: string, version: string) => ({ app, version });

/** A client and three tiers, each calling the next; half of the calls of the second go to its canary. */
export function shopObjects(): readonly KubernetesObject[] {
  const url = (tier: string) => `http://${tier}.${SHOP}.svc.cluster.local:8080/`;
  return [
    ...[SHOP, CLIENT].map((name) => namespace(name, { "istio-injection": "enabled" })),
    // The test itself is outside of the mesh; it asks the client, which asks as a part of the mesh.
    ...tier(CLIENT, "client", url("frontend"), ["stable"], {
      "traffic.sidecar.istio.io/excludeInboundPorts": "8080",
    }),
    ...tier(SHOP, "frontend", url("backend"), ["stable"]),
    ...tier(SHOP, "backend", url("ml"), ["stable", "canary"]),
    ...tier(SHOP, "ml", undefined, ["stable"]),
    ...halves("backend"),
  ];
}

/** Prometheus that scrapes pods by the standard annotations, Jaeger, and Grafana, which nobody has a program of. */
export function observabilityObjects(): readonly KubernetesObject[] {
  return [
    namespace(OBSERVABILITY, {}),
    ...prometheus(),
    workload(OBSERVABILITY, "jaeger", {
      image: "jaegertracing/jaeger:2.0.0",
      ports: [{ containerPort: 4317 }, { containerPort: 16686 }],
      readinessProbe: { tcpSocket: { port: 16686 }, periodSeconds: 1 },
    }),
    service(OBSERVABILITY, "jaeger-collector", "jaeger", [
      { name: "grpc-otlp", port: 4317, appProtocol: "grpc" },
    ]),
    service(OBSERVABILITY, "jaeger-query", "jaeger", [{ name: "http-query", port: 16686 }]),
    service(OBSERVABILITY, "grafana", "grafana", [{ name: "http", port: 3000 }]),
    workload(OBSERVABILITY, "grafana", {
      image: "grafana/grafana:12.0.0",
      ports: [{ containerPort: 3000 }],
      readinessProbe: { httpGet: { path: "/api/health", port: 3000 }, periodSeconds: 1 },
    }),
  ];
}

function tier(
  inNamespace: string,
  name: string,
  upstream: string | undefined,
  versions: readonly string[],
  annotations: Readonly<Record<string, string>> = {},
): readonly KubernetesObject[] {
  const env = upstream === undefined ? [] : [{ name: "UPSTREAM_URL", value: upstream }];
  const container = {
    image: `ghcr.io/3rvision/${name}:1.0.0`,
    ports: [{ name: "http", containerPort: 8080 }],
    readinessProbe: { httpGet: { path: "/readyz", port: 8080 }, periodSeconds: 1 },
    env,
  };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: inNamespace } },
    ...versions.map((version) => workload(inNamespace, name, container, { version, annotations })),
    service(inNamespace, name, name, [{ name: "http", port: 8080 }]),
  ];
}

function namespace(name: string, labels: Readonly<Record<string, string>>): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

interface WorkloadOptions {
  readonly version?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly volumes?: readonly unknown[];
}

function workload(
  namespace: string,
  app: string,
  container: Readonly<Record<string, unknown>>,
  { version = "stable", annotations = {}, volumes = [] }: WorkloadOptions = {},
): KubernetesObject {
  const labels = LABELS(app, version);
  const serviceAccountName = namespace === OBSERVABILITY && app !== "prometheus" ? "default" : app;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: `${app}-${version}`, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: {
          terminationGracePeriodSeconds: 1,
          serviceAccountName,
          containers: [{ name: "app", ...container }],
          volumes,
        },
      },
    },
  };
}

function service(namespace: string, name: string, app: string, ports: readonly unknown[]): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace },
    spec: { selector: { app }, ports },
  };
}

function halves(name: string): readonly KubernetesObject[] {
  const host = `${name}.${SHOP}.svc.cluster.local`;
  const versions = ["stable", "canary"];
  return [
    {
      apiVersion: "networking.istio.io/v1",
      kind: "DestinationRule",
      metadata: { name, namespace: SHOP },
      spec: { host, subsets: versions.map((version) => ({ name: version, labels: { version } })) },
    },
    {
      apiVersion: "networking.istio.io/v1",
      kind: "VirtualService",
      metadata: { name, namespace: SHOP },
      spec: {
        hosts: [host],
        http: [{ route: versions.map((subset) => ({ destination: { host, subset }, weight: 50 })) }],
      },
    },
  ];
}

const PROMETHEUS_CONFIGURATION = `
global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: pods
    kubernetes_sd_configs: [{ role: pod }]
    relabel_configs:
      - { source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], action: keep, regex: "true" }
      - { source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path], regex: (.+), target_label: __metrics_path__ }
      - source_labels: [__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port]
        separator: ":"
        target_label: __address__
      - { source_labels: [__meta_kubernetes_pod_name], target_label: pod }
      # A pod has an address for each of its ports; here they are all the same.
      - { source_labels: [__meta_kubernetes_pod_container_init], action: keep, regex: "false" }
`;

function prometheus(): readonly KubernetesObject[] {
  const name = "prometheus";
  const place = { name, namespace: OBSERVABILITY };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: place },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name },
      rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", ...place }],
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: place,
      data: { "prometheus.yml": PROMETHEUS_CONFIGURATION },
    },
    workload(OBSERVABILITY, name, {
      image: "prom/prometheus:v3.5.0",
      ports: [{ containerPort: 9090 }],
      readinessProbe: { httpGet: { path: "/-/ready", port: 9090 }, periodSeconds: 1 },
      volumeMounts: [{ name: "configuration", mountPath: "/etc/prometheus" }, {
        name: "data",
        mountPath: "/prometheus",
      }],
    }, {
      volumes: [
        { name: "configuration", configMap: { name } },
        { name: "data", emptyDir: {} },
      ],
    }),
    service(OBSERVABILITY, name, name, [{ name: "http", port: 9090 }]),
  ];
}
