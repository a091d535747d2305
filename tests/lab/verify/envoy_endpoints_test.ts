import assert from "node:assert/strict";
import { readEndpoints } from "../../../lab/verify/envoy_endpoints.ts";

const HOST = "ml-service.ml.svc.cluster.local";

Deno.test("what a real Envoy answers is read: each endpoint of each cluster once", async () => {
  const text = await Deno.readTextFile(new URL("recorded/clusters.txt", import.meta.url));
  const endpoints = readEndpoints(text);
  assert.deepEqual(endpoints.map(({ subset, address }) => `${subset} ${address}`).sort(), [
    " 10.244.1.13",
    " 10.244.1.14",
    "canary 10.244.1.14",
    "stable 10.244.1.13",
  ]);
  for (const { host, servicePort, ejected } of endpoints) {
    assert.deepEqual({ host, servicePort, ejected }, { host: HOST, servicePort: 5001, ejected: false });
  }
  const total = endpoints.reduce((sum, { requests }) => sum + requests, 0);
  const lines = [...text.matchAll(/::rq_total::(\d+)/g)].map(([, number]) => Number(number));
  assert.equal(total, lines.reduce((sum, number) => sum + number, 0));
  assert.ok(total > 0);
});

Deno.test("an ejected endpoint is told from one that is only unready", () => {
  const line = (address: string, flags: string) =>
    `outbound|80|canary|${HOST}::${address}:5001::health_flags::${flags}`;
  const text = [line("10.0.0.1", "/failed_outlier_check"), line("10.0.0.2", "/failed_eds_health")].join("\n");
  assert.deepEqual(readEndpoints(text).map(({ ejected }) => ejected), [true, false]);
});

Deno.test("an address of IPv6 is read", () => {
  const [endpoint] = readEndpoints(`outbound|80||${HOST}::[fd00::1]:5001::rq_total::7`);
  assert.equal(endpoint?.address, "[fd00::1]");
  assert.equal(endpoint?.requests, 7);
});

Deno.test("clusters that are not of the mesh are left out", () => {
  assert.deepEqual(
    readEndpoints(
      "xds-grpc::unix:///etc/istio/proxy/XDS::rq_total::1\nprometheus_stats::127.0.0.1:15000::rq_total::3",
    ),
    [],
  );
});
