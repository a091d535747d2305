import assert from "node:assert/strict";
import { loadGeneratorModel, plainHosts } from "../../../lib/model/load_generator_model.ts";
import type { ExposureModel } from "../../../lib/model/types.ts";
import { loadGeneratorObjects } from "../../../lib/resources/platform/load_generator.ts";
import { platformPartNames, platformParts } from "../../../lib/resources/platform/platform_parts.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { serviceModel } from "../service_model_fixture.ts";

const loadGenerator = {
  requestsPerSecond: 5,
  host: "frontend.local",
  path: "/api/analyze",
  upload: true,
  image: "registry.example/load:1.0.0",
  resources: { requests: { cpu: "20m", memory: "48Mi" } },
} as const;

// deno-lint-ignore no-explicit-any
const byKind = (objects: readonly any[], kind: string): any => objects.find((each) => each.kind === kind);

Deno.test("a cluster has no load generator unless it says so", () => {
  assert.deepEqual(loadGeneratorObjects(clusterModel({})), []);
  const parts = (overrides: Parameters<typeof clusterModel>[0]) => {
    const cluster = clusterModel(overrides);
    const names = platformParts(cluster).map(({ name }) => name);
    assert.deepEqual(platformPartNames(cluster), names);
    return names;
  };
  assert.ok(!parts({}).includes("load-generator"));
  assert.ok(parts({ loadGenerator }).includes("load-generator"));
});

Deno.test("it asks the gateway's Service for the host, as its settings say", () => {
  const objects = loadGeneratorObjects(clusterModel({ loadGenerator }));
  assert.deepEqual(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}`), [
    "ServiceAccount istio-ingress",
    "ConfigMap istio-ingress",
    "Deployment istio-ingress",
    "NetworkPolicy istio-ingress",
  ]);
  assert.deepEqual(JSON.parse(byKind(objects, "ConfigMap").data["settings.json"]), {
    url: "http://istio-ingress.istio-ingress.svc.cluster.local/api/analyze",
    host: "frontend.local",
    requestsPerSecond: 5,
    upload: true,
  });
});

Deno.test("other settings replace its pod, one at a time and without a sidecar", () => {
  const deployment = (requestsPerSecond: number) =>
    byKind(
      loadGeneratorObjects(clusterModel({ loadGenerator: { ...loadGenerator, requestsPerSecond } })),
      "Deployment",
    );
  const { spec } = deployment(5);
  assert.notDeepEqual(spec.template.spec.volumes, deployment(6).spec.template.spec.volumes);
  assert.equal(spec.strategy.type, "Recreate");
  assert.equal(spec.template.metadata.labels["sidecar.istio.io/inject"], "false");
  assert.equal(spec.template.metadata.annotations, undefined);
});

Deno.test("it may speak with name servers and the gateway, and nobody with it", () => {
  const { spec } = byKind(loadGeneratorObjects(clusterModel({ loadGenerator })), "NetworkPolicy");
  assert.deepEqual(spec.ingress, []);
  const [names, gateway, ...others] = spec.egress;
  assert.deepEqual(others, []);
  assert.deepEqual(names.ports.map(({ port }: { port: number }) => port), [53, 53]);
  assert.deepEqual(gateway.ports, [{ protocol: "TCP", port: 8080 }]);
  assert.deepEqual(gateway.to[0].podSelector.matchLabels, { app: "istio-ingress", istio: "ingress" });
});

const exposure = (host: string, secret?: string): ExposureModel => ({
  ...{ host, paths: ["/"], port: serviceModel({}).ports[0]!, gateway: "", shared: false },
  tls: secret === undefined ? undefined : { secret, redirect: true },
});

Deno.test("without a name it asks for the first host that needs no TLS and is no pattern", () => {
  const hosts = [exposure("z.local"), exposure("b.local"), exposure("a.local", "s"), exposure("*.local")];
  assert.deepEqual(plainHosts(hosts), ["b.local", "z.local"]);
  assert.deepEqual(plainHosts([exposure("a.local"), exposure("a.local", "s")]), []);
  const model = (host?: string) =>
    loadGeneratorModel({ loadGenerator: host === undefined ? {} : { host }, domain: "local" }, hosts);
  assert.deepEqual([model()?.host, model("z")?.host, model("a.example")?.host], [
    "b.local",
    "z.local",
    "a.example",
  ]);
  const { requestsPerSecond, path, upload } = model()!;
  assert.deepEqual([requestsPerSecond, path, upload], [5, "/", false]);
  assert.equal(loadGeneratorModel({ domain: "local" }, hosts), undefined);
});
