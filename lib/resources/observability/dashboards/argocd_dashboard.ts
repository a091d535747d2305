/** Whether the cluster is what Git says, and how long that takes. */
import { dashboardText, lines, number } from "./panels.ts";

/** The dashboard of Argo CD. */
export function argocdDashboard(range: string): string {
  const count = (condition: string) => `count(argocd_app_info{${condition}}) or vector(0)`;
  return dashboardText({
    uid: "argocd",
    title: "Argo CD",
    tags: ["platform"],
    panels: [
      number({
        title: "Applications",
        unit: "short",
        queries: [{ expr: "count(argocd_app_info)", legend: "applications" }],
      }),
      number({
        title: "Not synced",
        unit: "short",
        queries: [{ expr: count(`sync_status!="Synced"`), legend: "applications" }],
      }),
      number({
        title: "Not healthy",
        unit: "short",
        queries: [{ expr: count(`health_status!="Healthy"`), legend: "applications" }],
      }),
      number({
        title: "Syncs in an hour",
        unit: "short",
        queries: [{ expr: "sum(increase(argocd_app_sync_total[1h])) or vector(0)", legend: "syncs" }],
      }),
      lines({
        title: "Sync",
        unit: "short",
        min: 0,
        queries: [{ expr: "count by (sync_status) (argocd_app_info)", legend: "{{sync_status}}" }],
      }),
      lines({
        title: "Health",
        unit: "short",
        min: 0,
        queries: [{ expr: "count by (health_status) (argocd_app_info)", legend: "{{health_status}}" }],
      }),
      lines({
        title: "Syncs",
        unit: "ops",
        min: 0,
        queries: [{
          expr: `sum by (phase) (rate(argocd_app_sync_total[${range}])) or vector(0)`,
          legend: "{{phase}}",
        }],
      }),
      lines({
        title: "Looking at an Application",
        unit: "s",
        min: 0,
        queries: ["0.5", "0.99"].map((quantile) => ({
          expr: `histogram_quantile(${quantile}, sum by (le) (rate(argocd_app_reconcile_bucket[${range}])))`,
          legend: `quantile ${quantile}`,
        })),
      }),
      lines({
        title: "Asking Git",
        unit: "ops",
        min: 0,
        queries: [{
          expr: `sum by (request_type) (rate(argocd_git_request_total[${range}])) or vector(0)`,
          legend: "{{request_type}}",
        }],
      }),
      lines({
        title: "Memory",
        unit: "bytes",
        min: 0,
        queries: [{
          expr: `sum by (app) (process_resident_memory_bytes{job="argocd"})`,
          legend: "{{app}}",
        }],
      }),
    ],
  });
}
