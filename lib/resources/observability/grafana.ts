/** Grafana: dashboards, and nothing that anybody has to set up by hand. */
import { observabilityNamespace } from "../../model/defaults.ts";
import type { ClusterModel, GrafanaModel, ObservabilityModel } from "../../model/types.ts";
import { toYaml } from "../../tree/yaml.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { chunks } from "./chunks.ts";
import {
  componentDeployment,
  componentNetworkPolicy,
  componentService,
  componentServiceAccount,
  hashedConfigMap,
  plainConfigMap,
} from "./component.ts";
import { argocdDashboard } from "./dashboards/argocd_dashboard.ts";
import { controlPlaneDashboard } from "./dashboards/control_plane_dashboard.ts";
import { meshDashboard } from "./dashboards/mesh_dashboard.ts";
import { dataSources } from "./dashboards/panels.ts";
import { serviceDashboard } from "./dashboards/service_dashboard.ts";
import { nameServers, part, tcp } from "./network_peers.ts";
import { rateRange } from "./promql.ts";

const name = "grafana";
const ports = { http: 3000 } as const;
const folder = "/etc/grafana/dashboards";

/** Everything of Grafana; nothing where none is run. */
export function grafanaObjects(
  cluster: ClusterModel,
  observability: ObservabilityModel,
): readonly KubernetesObject[] {
  const { grafana, prometheus } = observability;
  if (grafana === undefined) return [];
  const range = rateRange(prometheus);
  const sources = hashedConfigMap("grafana-data-sources", {
    "data-sources.yaml": dataSourcesFile(observability),
  });
  const providers = hashedConfigMap("grafana-providers", { "providers.yaml": providersFile() });
  const platform = hashedConfigMap("grafana-platform", {
    ...(cluster.destination.argocd === "in-cluster" && { "argocd.json": argocdDashboard(range) }),
    "control-plane.json": controlPlaneDashboard(range),
    "mesh.json": meshDashboard(range),
  });
  const services = serviceMaps(cluster, range);
  const names = (maps: readonly KubernetesObject[]) => maps.map(({ metadata }) => metadata.name);
  return [
    componentServiceAccount(name),
    sources,
    providers,
    platform,
    ...services,
    componentDeployment({
      name,
      model: grafana,
      user: 472,
      env: settings(grafana),
      ports,
      ready: { path: "/api/health", port: "http" },
      metrics: { port: ports.http },
      mounts: [
        { name: "data-sources", path: "/etc/grafana/provisioning/datasources", configMaps: names([sources]) },
        { name: "providers", path: "/etc/grafana/provisioning/dashboards", configMaps: names([providers]) },
        { name: "platform", path: `${folder}/platform`, configMaps: names([platform]) },
        ...(services.length > 0
          ? [{ name: "services", path: `${folder}/services`, configMaps: names(services) }]
          : []),
        { name: "data", path: "/var/lib/grafana" },
        { name: "tmp", path: "/tmp" },
      ],
    }),
    componentService({ name, ports }),
    componentNetworkPolicy(
      name,
      [{ from: [part("prometheus"), part("kiali")], ports: tcp(ports.http) }],
      [
        nameServers,
        { to: [part("prometheus")], ports: tcp(9090) },
        { to: [part("jaeger")], ports: tcp(16686) },
      ],
    ),
  ];
}

/**
 * The dashboards of the services whose requests the mesh counts. They show weights: the names stay while the content
 * changes, and Grafana reads the files again by itself, since a canary's step should not restart it.
 */
function serviceMaps(
  { services }: Pick<ClusterModel, "services">,
  range: string,
): readonly KubernetesObject[] {
  const entries = services
    .filter(({ kind, mesh, ports }) => kind === "Deployment" && mesh && ports.some(({ isHttp }) => isHttp))
    .map((service) => {
      const text = serviceDashboard(service, range);
      return { name: service.name, text, size: text.length };
    });
  return chunks(entries).map((chunk, index) =>
    plainConfigMap(
      index === 0 ? "grafana-services" : `grafana-services-${index + 1}`,
      Object.fromEntries(chunk.map(({ name, text }) => [`${name}.json`, text])),
    )
  );
}

function dataSourcesFile({ jaeger }: ObservabilityModel): string {
  const source = (type: keyof typeof dataSources, url: string, rest: object = {}) => ({
    name: type === "prometheus" ? "Prometheus" : "Jaeger",
    uid: dataSources[type],
    type,
    access: "proxy",
    url: `http://${url}`,
    editable: false,
    ...rest,
  });
  return toYaml({
    apiVersion: 1,
    datasources: [
      source("prometheus", `prometheus.${observabilityNamespace}:9090`, { isDefault: true }),
      ...(jaeger === undefined ? [] : [source("jaeger", `jaeger-query.${observabilityNamespace}:16686`)]),
    ],
  });
}

function providersFile(): string {
  return toYaml({
    apiVersion: 1,
    providers: ["platform", "services"].map((name) => ({
      name,
      folder: name === "platform" ? "Platform" : "Services",
      folderUid: name,
      type: "file",
      // The dashboard of a service that is gone goes too.
      disableDeletion: false,
      updateIntervalSeconds: 30,
      allowUiUpdates: false,
      options: { path: `${folder}/${name}` },
    })),
  });
}

/**
 * Settings as environment variables. There is no account at all: whoever Kubernetes lets reach it may look, and nobody
 * may change anything, since all that is shown comes from Git.
 */
function settings({ settings: written }: GrafanaModel): Readonly<Record<string, string>> {
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    analytics: { check_for_plugin_updates: "false", check_for_updates: "false", reporting_enabled: "false" },
    auth: { disable_login_form: "true" },
    "auth.anonymous": { enabled: "true", org_role: "Viewer" },
    dashboards: { default_home_dashboard_path: `${folder}/platform/mesh.json` },
    log: { mode: "console" },
    news: { news_feed_enabled: "false" },
    plugins: { plugin_admin_enabled: "false", preinstall_disabled: "true" },
    security: { disable_gravatar: "true", disable_initial_admin_creation: "true" },
    users: { allow_sign_up: "false" },
  };
  return Object.fromEntries(
    [own, written].flatMap((sections) =>
      Object.entries(sections).flatMap(([section, keys]) =>
        Object.entries(keys).map(([key, value]) => [
          `GF_${section.replaceAll(".", "_")}_${key}`.toUpperCase(),
          value,
        ])
      )
    ),
  );
}
