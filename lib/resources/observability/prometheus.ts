/** Prometheus: asks every pod how it is, and measures services against what they promise. */
import type { INetworkPolicyPeer } from "kubernetes-models/networking.k8s.io/v1";
import type { IPolicyRule } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import type { IPersistentVolumeClaim } from "kubernetes-models/v1";
import { canaryDriverNamespace, observabilityNamespace } from "../../model/defaults.ts";
import type { ClusterModel, ObservabilityModel, PrometheusModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { defaultDeny } from "../platform/default_deny.ts";
import { platformMetadata } from "../platform/platform_metadata.ts";
import { typedObject } from "../typed_object.ts";
import { chunks } from "./chunks.ts";
import {
  componentClusterRole,
  componentDeployment,
  componentNetworkPolicy,
  componentService,
  componentServiceAccount,
  hashedConfigMap,
  type Mount,
  plainConfigMap,
} from "./component.ts";
import { allPods, apiServer, nameServers, part, pods, tcp } from "./network_peers.ts";
import { objectives } from "./objectives.ts";
import { platformAlerts } from "./platform_alerts.ts";
import { argocdMetricsPorts, objectivesFolder, prometheusConfig, rulesFolder } from "./prometheus_config.ts";
import { ruleFile } from "./rules.ts";
import { sloRules } from "./slo_rules.ts";

const name = "prometheus";
const ports = { http: 9090 } as const;
const data = "/prometheus";

/** Ports on which pods answer it: sidecars and gateway, istiod and the node agent, Argo CD, Jaeger, Grafana, Kiali and itself. */
const askedPorts = [15020, 15014, ...argocdMetricsPorts, 8888, 3000, 9090] as const;

/** What a rule takes in a file, with names that aren't short. Unit: UTF-16 code units. */
const ruleSize = 400;

/** Everything of Prometheus, and that nobody speaks with the namespace unasked. */
export function prometheusObjects(
  cluster: ClusterModel,
  { prometheus }: ObservabilityModel,
): readonly KubernetesObject[] {
  const config = hashedConfigMap(name, { "prometheus.yml": prometheusConfig(cluster, prometheus) });
  const rules = hashedConfigMap("prometheus-rules", {
    "platform.yml": ruleFile(platformAlerts(cluster)),
    "slo.yml": ruleFile(sloRules),
  });
  const promises = objectiveMaps(cluster);
  return [
    defaultDeny(observabilityNamespace),
    componentServiceAccount(name),
    ...componentClusterRole(name, clusterRules),
    config,
    rules,
    ...promises,
    ...(prometheus.storage === undefined ? [] : [claim(prometheus.storage)]),
    deployment(prometheus, config, rules, promises),
    componentService({ name, ports }),
    componentNetworkPolicy(
      name,
      [{ from: askers(cluster), ports: tcp(ports.http) }],
      [
        nameServers,
        apiServer,
        { to: [allPods], ports: tcp(...askedPorts) },
        ...prometheus.alertmanagers.map(({ namespace, port }) => ({
          to: [pods(namespace)],
          ports: tcp(port),
        })),
      ],
    ),
  ];
}

/** Who may ask it. */
function askers({ canaryDriver }: Pick<ClusterModel, "canaryDriver">): INetworkPolicyPeer[] {
  return [
    part("grafana"),
    part("kiali"),
    part(name),
    ...(canaryDriver?.prometheus?.own === true ? [pods(canaryDriverNamespace)] : []),
  ];
}

/**
 * What services promise. The names stay while the content changes, and Prometheus reads the files again by itself: a
 * restart for each new service would cost a gap in everybody's metrics.
 */
function objectiveMaps({ services }: Pick<ClusterModel, "services">): readonly KubernetesObject[] {
  const entries = services.map((service) => ({ name: service.name, rules: objectives(service) }))
    .filter(({ rules }) => rules.length > 0)
    .map((entry) => ({ ...entry, size: entry.rules.length * ruleSize }));
  return chunks(entries).map((chunk, index) => {
    const name = index === 0 ? "objectives" : `objectives-${index + 1}`;
    return plainConfigMap(`prometheus-${name}`, {
      [`${name}.yml`]: ruleFile([{ name, rules: chunk.flatMap(({ rules }) => rules) }]),
    });
  });
}

function deployment(
  model: PrometheusModel,
  config: KubernetesObject,
  rules: KubernetesObject,
  promises: readonly KubernetesObject[],
): KubernetesObject {
  const mounts: Mount[] = [
    { name: "config", path: "/etc/prometheus", configMaps: [config.metadata.name] },
    { name: "rules", path: rulesFolder, configMaps: [rules.metadata.name] },
    ...(promises.length === 0 ? [] : [{
      name: "objectives",
      path: objectivesFolder,
      configMaps: promises.map(({ metadata }) => metadata.name),
    }]),
    { name: "data", path: data, ...(model.storage !== undefined && { claim: name }) },
  ];
  return componentDeployment({
    name,
    model,
    user: 65534,
    args: [
      "--config.file=/etc/prometheus/prometheus.yml",
      `--storage.tsdb.path=${data}`,
      `--storage.tsdb.retention.time=${model.retention}`,
      // Files of rules are read again when they change.
      "--enable-feature=auto-reload-config",
    ],
    ports,
    ready: { path: "/-/ready", port: "http" },
    live: { path: "/-/healthy", port: "http" },
    metrics: { port: ports.http },
    mounts,
    usesApi: true,
    // Two can't write one store.
    overlaps: model.storage === undefined,
  });
}

function claim(storage: string): KubernetesObject {
  return typedObject<IPersistentVolumeClaim>({
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: platformMetadata(name, observabilityNamespace, {
      "argocd.argoproj.io/sync-options": "Prune=confirm,Delete=confirm",
    }),
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } },
  });
}

/** To see where pods are, and nothing else. */
const clusterRules: readonly IPolicyRule[] = [
  { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
];
