/** What Prometheus asks, and whom. */
import type { ClusterModel, PrometheusModel } from "../../model/types.ts";
import { toYaml } from "../../tree/yaml.ts";

/** Ports on which Argo CD's controller, server and repo-server say how they are. Source: its install manifests. */
export const argocdMetricsPorts = [8082, 8083, 8084] as const;

/** Where its files of rules are, in its container: those of the platform, and what services promise. */
export const rulesFolder = "/etc/prometheus/rules";
/** Beside {@linkcode rulesFolder}, since it changes far more often. */
export const objectivesFolder = "/etc/prometheus/objectives";

/** A step from what Kubernetes says of a pod to a target. */
interface RelabelConfig {
  readonly source_labels?: readonly string[];
  readonly action?: "keep" | "drop" | "replace";
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
}

const pod = (field: string) => `__meta_kubernetes_pod_${field}`;

const copy = (from: string, to: string): RelabelConfig => ({
  source_labels: [from],
  regex: "(.+)",
  target_label: to,
});

const usualLabels: readonly RelabelConfig[] = [
  copy("__meta_kubernetes_namespace", "namespace"),
  copy(pod("name"), "pod"),
  copy(pod("label_app_kubernetes_io_name"), "app"),
  copy(pod("label_app"), "app"),
  copy(pod("label_version"), "version"),
];

/**
 * Every pod that says so by the annotations which Istio's injection writes too: there they lead to the sidecar's port
 * 15020, where its metrics, Envoy's and the application's are merged into one answer.
 */
const annotatedPods: readonly RelabelConfig[] = [
  { source_labels: [pod("annotation_prometheus_io_scrape")], action: "keep", regex: "true" },
  { source_labels: [pod("phase")], action: "drop", regex: "Pending|Succeeded|Failed" },
  copy(pod("annotation_prometheus_io_path"), "__metrics_path__"),
  {
    source_labels: [pod("ip"), pod("annotation_prometheus_io_port")],
    regex: "([0-9.]+);([0-9]+)",
    target_label: "__address__",
    replacement: "$1:$2",
  },
  {
    source_labels: [pod("ip"), pod("annotation_prometheus_io_port")],
    regex: "(.*:.*);([0-9]+)",
    target_label: "__address__",
    replacement: "[$1]:$2",
  },
  ...usualLabels,
];

const argocdPods: readonly RelabelConfig[] = [
  { source_labels: [pod("label_app_kubernetes_io_name")], action: "keep", regex: "argocd-.*" },
  { source_labels: [pod("container_port_number")], action: "keep", regex: argocdMetricsPorts.join("|") },
  { source_labels: [pod("phase")], action: "drop", regex: "Pending|Succeeded|Failed" },
  ...usualLabels,
];

/** Sizes of requests and answers: nobody asks for them, and they are a third of all that the sidecars say. */
const unwanted = {
  source_labels: ["__name__"],
  action: "drop",
  regex: "istio_(request|response)_bytes_.*",
} as const;

/** The text of `prometheus.yml`. */
export function prometheusConfig(
  { name, destination, argocd }: Pick<ClusterModel, "name" | "destination" | "argocd">,
  { scrapeInterval, alertmanagers }: Pick<PrometheusModel, "scrapeInterval" | "alertmanagers">,
): string {
  return toYaml({
    global: {
      scrape_interval: scrapeInterval,
      evaluation_interval: scrapeInterval,
      external_labels: { cluster: name },
    },
    rule_files: [`${rulesFolder}/*.yml`, `${objectivesFolder}/*.yml`],
    ...(alertmanagers.length > 0 && {
      alerting: {
        alertmanagers: [{
          static_configs: [{
            targets: alertmanagers.map(({ namespace, service, port }) =>
              `${service}.${namespace}.svc:${port}`
            ),
          }],
        }],
      },
    }),
    scrape_configs: [
      {
        job_name: "pods",
        kubernetes_sd_configs: [{ role: "pod" }],
        relabel_configs: annotatedPods,
        metric_relabel_configs: [unwanted],
      },
      ...(destination.argocd === "in-cluster"
        ? [{
          job_name: "argocd",
          kubernetes_sd_configs: [{ role: "pod", namespaces: { names: [argocd.namespace] } }],
          relabel_configs: argocdPods,
        }]
        : []),
    ],
  });
}
