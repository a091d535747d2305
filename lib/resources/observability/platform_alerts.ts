/** What goes wrong with the platform itself. */
import type { ClusterModel } from "../../model/types.ts";
import type { AlertingRule, RuleGroup } from "./rules.ts";

const istio: readonly AlertingRule[] = [
  {
    alert: "IstiodDown",
    expr: `absent(up{job="pods",namespace="istio-system",app="istiod"} == 1)`,
    for: "3m",
    labels: { severity: "page" },
    annotations: {
      summary: "No istiod answers",
      description: "Proxies go on with what they know, but no pod starts and no certificate is renewed.",
    },
  },
  {
    alert: "IstioConfigurationRejected",
    expr: "sum by (type) (increase(pilot_total_xds_rejects[10m])) > 0",
    labels: { severity: "ticket" },
    annotations: {
      summary: "Proxies refuse what istiod sends them ({{ $labels.type }})",
      description: "They go on with the last configuration that they took; istiod's log names the object.",
    },
  },
  {
    alert: "GatewayDown",
    expr: `absent(up{job="pods",namespace="istio-ingress",app="istio-ingress"} == 1)`,
    for: "3m",
    labels: { severity: "page" },
    annotations: {
      summary: "No pod of the ingress gateway answers",
      description: "Nothing from outside gets in.",
    },
  },
  {
    alert: "TargetDown",
    expr: `up == 0`,
    for: "10m",
    labels: { severity: "ticket" },
    annotations: {
      summary: "{{ $labels.pod }} in {{ $labels.namespace }} doesn't answer Prometheus",
      description: "Nothing is known of it: a NetworkPolicy in the way, or a pod that hangs.",
    },
  },
  {
    alert: "PrometheusRuleFails",
    expr: "sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total[10m])) > 0",
    labels: { severity: "ticket" },
    annotations: {
      summary: "Rules can't be evaluated ({{ $labels.rule_group }})",
      description: "Alerts of this group are silent; Prometheus' log says why.",
    },
  },
  {
    alert: "PrometheusConfigurationRejected",
    expr: "prometheus_config_last_reload_successful == 0",
    for: "5m",
    labels: { severity: "ticket" },
    annotations: {
      summary: "Prometheus refuses its configuration",
      description: "It goes on with the last one that it took; its log says why.",
    },
  },
];

const argocd: readonly AlertingRule[] = [
  {
    alert: "ApplicationNotSynced",
    expr: `argocd_app_info{sync_status!="Synced"} == 1`,
    for: "30m",
    labels: { severity: "ticket" },
    annotations: {
      summary: "The Application {{ $labels.name }} isn't what Git says ({{ $labels.sync_status }})",
      description: "A sync fails, or a person has to start it: `argocd app get {{ $labels.name }}`.",
    },
  },
  {
    alert: "ApplicationNotHealthy",
    expr: `argocd_app_info{health_status=~"Degraded|Missing|Unknown"} == 1`,
    for: "15m",
    labels: { severity: "ticket" },
    annotations: {
      summary: "The Application {{ $labels.name }} isn't well ({{ $labels.health_status }})",
      description: "`argocd app get {{ $labels.name }}` names the object.",
    },
  },
];

/** The alerts of a cluster; Argo CD's where it runs there. A cluster that waits for people to sync is out of sync. */
export function platformAlerts(
  { destination, sync }: Pick<ClusterModel, "destination" | "sync">,
): readonly RuleGroup[] {
  const watched = argocd.filter(({ alert }) => sync.automated || alert !== "ApplicationNotSynced");
  return [
    { name: "platform-alerts", rules: istio },
    ...(destination.argocd === "in-cluster" ? [{ name: "argocd-alerts", rules: watched }] : []),
  ];
}
