import assert from "node:assert/strict";
import type { IDeployment } from "kubernetes-models/apps/v1";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IService } from "kubernetes-models/v1";
import { parse } from "@std/yaml";
import { jaegerConfig, jaegerObjects } from "../../../lib/resources/observability/jaeger.ts";
import { only, watchedCluster } from "./watched_cluster.ts";

const objects = jaegerObjects(watchedCluster().observability);

Deno.test("spans come by OTLP over gRPC from any pod, and traces are asked for at another Service", () => {
  const ports = (name: string) =>
    only<IService>(objects, "Service", name).spec!.ports!.map(({ port }) => port);
  assert.deepEqual(ports("jaeger-collector"), [4317]);
  assert.deepEqual(ports("jaeger-query"), [16686, 16685]);
  const { ingress, egress } = only<INetworkPolicy>(objects, "NetworkPolicy").spec!;
  assert.deepEqual(ingress![0], {
    from: [{ namespaceSelector: {} }],
    ports: [{ protocol: "TCP", port: 4317 }],
  });
  assert.equal(egress, undefined);
});

Deno.test("every port that its configuration opens is a port of its container", () => {
  const { ports } = only<IDeployment>(objects, "Deployment").spec!.template.spec!.containers[0]!;
  const opened = [...jaegerConfig({ maxTraces: 1 }).matchAll(/(?:endpoint: 0\.0\.0\.0:|port: )(\d+)/g)];
  assert.deepEqual(
    opened.map(([, port]) => Number(port)).sort(),
    ports!.map(({ containerPort }) => containerPort).sort(),
  );
});

Deno.test("it keeps as many traces as it is told", () => {
  const { extensions } = parse(jaegerConfig({ maxTraces: 7 })) as {
    readonly extensions: { readonly jaeger_storage: unknown };
  };
  assert.deepEqual(extensions.jaeger_storage, { backends: { memory: { memory: { max_traces: 7 } } } });
});
