/** Jaeger: takes the spans of the proxies and shows traces. */
import { collector } from "../../model/defaults.ts";
import type { JaegerModel, ObservabilityModel } from "../../model/types.ts";
import { toYaml } from "../../tree/yaml.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import {
  componentDeployment,
  componentNetworkPolicy,
  componentService,
  componentServiceAccount,
  hashedConfigMap,
} from "./component.ts";
import { allPods, part, tcp } from "./network_peers.ts";

const name = "jaeger";
const folder = "/etc/jaeger";
const collectorPorts = { "otlp-grpc": collector.port } as const;
const queryPorts = { http: 16686, grpc: 16685 } as const;
const statusPorts = { status: 13133, metrics: 8888 } as const;

/** Everything of Jaeger; nothing where none is run. */
export function jaegerObjects({ jaeger }: ObservabilityModel): readonly KubernetesObject[] {
  if (jaeger === undefined) return [];
  const config = hashedConfigMap(name, { "config.yaml": jaegerConfig(jaeger) });
  return [
    componentServiceAccount(name),
    config,
    componentDeployment({
      name,
      model: jaeger,
      user: 10001,
      args: [`--config=${folder}/config.yaml`],
      // It would trace itself asking itself.
      env: { OTEL_TRACES_SAMPLER: "always_off" },
      ports: { ...collectorPorts, ...queryPorts, ...statusPorts },
      ready: { path: "/status", port: "status" },
      metrics: { port: statusPorts.metrics },
      mounts: [
        { name: "config", path: folder, configMaps: [config.metadata.name] },
        { name: "tmp", path: "/tmp" },
      ],
    }),
    componentService({ name, ports: collectorPorts }, collector.service),
    componentService({ name, ports: queryPorts }, "jaeger-query"),
    componentNetworkPolicy(
      name,
      [
        // Every proxy sends its spans.
        { from: [allPods], ports: tcp(collector.port) },
        { from: [part("grafana"), part("kiali")], ports: tcp(queryPorts.http, queryPorts.grpc) },
        { from: [part("prometheus")], ports: tcp(statusPorts.metrics) },
      ],
      [],
    ),
  ];
}

/** The text of its configuration: that of an OpenTelemetry collector, with a store and a query service. */
export function jaegerConfig({ maxTraces }: Pick<JaegerModel, "maxTraces">): string {
  const everywhere = (port: number) => `0.0.0.0:${port}`;
  return toYaml({
    service: {
      extensions: ["jaeger_storage", "jaeger_query", "healthcheckv2"],
      pipelines: {
        traces: { receivers: ["otlp"], processors: ["batch"], exporters: ["jaeger_storage_exporter"] },
      },
      telemetry: {
        resource: { "service.name": "jaeger" },
        metrics: {
          level: "normal",
          readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: statusPorts.metrics } } } }],
        },
        logs: { level: "info" },
      },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: { endpoint: everywhere(statusPorts.status) } },
      jaeger_query: {
        storage: { traces: "memory" },
        http: { endpoint: everywhere(queryPorts.http) },
        grpc: { endpoint: everywhere(queryPorts.grpc) },
      },
      jaeger_storage: { backends: { memory: { memory: { max_traces: maxTraces } } } },
    },
    receivers: { otlp: { protocols: { grpc: { endpoint: everywhere(collector.port) } } } },
    processors: { batch: { timeout: "1s" } },
    exporters: { jaeger_storage_exporter: { trace_storage: "memory" } },
  });
}
