import assert from "node:assert/strict";
import { parse } from "@std/yaml";
import { prometheusConfig } from "../../../lib/resources/observability/prometheus_config.ts";
import { hubClusterModel } from "../cluster_model_fixture.ts";
import { watchedCluster } from "./watched_cluster.ts";

interface RelabelConfig {
  readonly source_labels: readonly string[];
  readonly action?: string;
  readonly regex: string;
  readonly target_label?: string;
  readonly replacement?: string;
}

interface Config {
  readonly global: { readonly external_labels: Readonly<Record<string, string>> };
  readonly scrape_configs: readonly {
    readonly job_name: string;
    readonly relabel_configs: readonly RelabelConfig[];
  }[];
}

const settings = { scrapeInterval: "15s", alertmanagers: [] };
const config = parse(prometheusConfig(watchedCluster(), settings)) as Config;

/** What Prometheus makes of a pod's labels: the target's, or undefined where it is left out. Source: its own rules. */
function relabel(
  job: string,
  pod: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = { __metrics_path__: "/metrics", ...pod };
  for (const step of config.scrape_configs.find(({ job_name }) => job_name === job)!.relabel_configs) {
    const value = step.source_labels.map((label) => labels[label] ?? "").join(";");
    const match = new RegExp(`^(?:${step.regex})$`).exec(value);
    if (step.action === "keep" && match === null) return undefined;
    if (step.action === "drop" && match !== null) return undefined;
    if (step.target_label === undefined || match === null) continue;
    labels[step.target_label] = (step.replacement ?? "$1").replace(
      /\$(\d)/g,
      (_, index) => match[Number(index)]!,
    );
  }
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith("__meta_")));
}

const meta = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name === "namespace" ? "__meta_kubernetes_namespace" : `__meta_kubernetes_pod_${name}`,
      value,
    ]),
  );

/** As Istio's injection leaves a pod. */
const injected = {
  namespace: "backend",
  name: "backend-canary-1",
  ip: "10.244.0.7",
  phase: "Running",
  label_app: "backend",
  label_version: "canary",
  annotation_prometheus_io_scrape: "true",
  annotation_prometheus_io_port: "15020",
  annotation_prometheus_io_path: "/stats/prometheus",
};

const cases:
  readonly (readonly [string, Readonly<Record<string, string>>, Record<string, string> | undefined])[] = [
    ["a pod with a sidecar is asked at the merged port", injected, {
      __address__: "10.244.0.7:15020",
      __metrics_path__: "/stats/prometheus",
      namespace: "backend",
      pod: "backend-canary-1",
      app: "backend",
      version: "canary",
    }],
    ["whichever of its ports was found", { ...injected, container_port_number: "8080" }, {
      __address__: "10.244.0.7:15020",
      __metrics_path__: "/stats/prometheus",
      namespace: "backend",
      pod: "backend-canary-1",
      app: "backend",
      version: "canary",
    }],
    [
      "an address of IPv6 stands in brackets, and the usual path is the default",
      { ...injected, ip: "fd00::7", annotation_prometheus_io_path: "", label_version: "" },
      {
        __address__: "[fd00::7]:15020",
        __metrics_path__: "/metrics",
        namespace: "backend",
        pod: "backend-canary-1",
        app: "backend",
      },
    ],
    ["a pod that says nothing isn't asked", { ...injected, annotation_prometheus_io_scrape: "" }, undefined],
    ["a pod that ended isn't asked", { ...injected, phase: "Succeeded" }, undefined],
  ];

for (const [name, pod, expected] of cases) {
  Deno.test(name, () => assert.deepEqual(relabel("pods", meta(pod)), expected));
}

const argocdPod = {
  namespace: "argocd",
  name: "argocd-server-1",
  phase: "Running",
  label_app_kubernetes_io_name: "argocd-server",
};

for (const [port, asked] of [["8083", true], ["8080", false]] as const) {
  Deno.test(`Argo CD is ${asked ? "asked" : "not asked"} at port ${port}`, () => {
    const target = relabel("argocd", {
      ...meta({ ...argocdPod, container_port_number: port }),
      __address__: `10.244.0.9:${port}`,
    });
    assert.equal(target?.__address__, asked ? "10.244.0.9:8083" : undefined);
    if (asked) assert.equal(target?.app, "argocd-server");
  });
}

Deno.test("metrics say which cluster they are of, and a hub's Argo CD isn't asked", () => {
  assert.deepEqual(config.global.external_labels, { cluster: "lab" });
  const hub = parse(prometheusConfig(hubClusterModel({}), settings)) as Config;
  assert.deepEqual(hub.scrape_configs.map(({ job_name }) => job_name), ["pods"]);
});
