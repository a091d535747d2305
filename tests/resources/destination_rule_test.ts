import assert from "node:assert/strict";
import type { IDestinationRule } from "@kubernetes-models/istio/networking.istio.io/v1/DestinationRule";
import type { TrafficModel } from "../../lib/model/types.ts";
import { destinationRule } from "../../lib/resources/destination_rule.ts";
import { canaryServiceModel } from "./mesh_model_fixture.ts";
import { read } from "./read_object.ts";
import { portModel, serviceModel } from "./service_model_fixture.ts";

const policy = (traffic: Partial<TrafficModel>, overrides: Parameters<typeof serviceModel>[0] = {}) => {
  const service = serviceModel(overrides);
  return read<IDestinationRule>(destinationRule({ ...service, traffic: { ...service.traffic, ...traffic } }))
    .spec
    .trafficPolicy;
};

const outlierDetection = {
  consecutive5xxErrors: 5,
  consecutiveGatewayErrors: 0,
  interval: "10s",
  baseEjectionTime: "30s",
  maxEjectionPercent: 50,
  minHealthPercent: 0,
};

Deno.test("both subsets are there with a canary, before anything may lead to them", () => {
  const rule = destinationRule(canaryServiceModel());
  assert.deepEqual(rule, {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: {
      name: "backend",
      namespace: "backend",
      labels: {
        app: "backend",
        "app.kubernetes.io/name": "backend",
        "app.kubernetes.io/managed-by": "3rvision",
      },
      annotations: { "argocd.argoproj.io/sync-wave": "-2" },
    },
    spec: {
      host: "backend-service.backend.svc.cluster.local",
      trafficPolicy: {
        tls: { mode: "ISTIO_MUTUAL" },
        loadBalancer: { simple: "ROUND_ROBIN" },
        connectionPool: {
          tcp: { maxConnections: 100, connectTimeout: "10s" },
          http: {
            http1MaxPendingRequests: 50,
            http2MaxRequests: 1024,
            maxRequestsPerConnection: 0,
            maxRetries: 3,
            idleTimeout: "4s",
          },
        },
      },
      subsets: [
        { name: "stable", labels: { version: "stable" } },
        { name: "canary", labels: { version: "canary" } },
      ],
    },
  });
});

Deno.test("a canary that comes or goes, in the mesh or out of it, changes nothing about the DestinationRule", () => {
  assert.deepEqual(destinationRule(serviceModel({})), destinationRule(canaryServiceModel()));
  assert.deepEqual(
    destinationRule(serviceModel({ mesh: false })),
    destinationRule(canaryServiceModel({}, { mesh: false })),
  );
});

Deno.test("a service that answers on no port has no DestinationRule", () => {
  assert.equal(destinationRule(serviceModel({ ports: [] })), undefined);
});

Deno.test("outlier detection doesn't bring locality failover along", () => {
  const { loadBalancer, outlierDetection: rendered } = policy({ outlierDetection });
  assert.deepEqual(loadBalancer, { simple: "ROUND_ROBIN", localityLbSetting: { enabled: false } });
  assert.deepEqual(rendered, outlierDetection);
  assert.deepEqual(
    policy({ outlierDetection, loadBalancer: { consistentHash: { sourceIp: true } } }).loadBalancer,
    {
      consistentHash: { useSourceIp: true },
      localityLbSetting: { enabled: false },
    },
  );
});

for (
  const [written, rendered] of [
    ["LEAST_REQUEST", { simple: "LEAST_REQUEST" }],
    [{ consistentHash: { header: "x-user" } }, { consistentHash: { httpHeaderName: "x-user" } }],
    [{ consistentHash: { cookie: "sid" } }, { consistentHash: { httpCookie: { name: "sid", ttl: "0s" } } }],
    [{ consistentHash: { cookie: "sid", ttl: "1h" } }, {
      consistentHash: { httpCookie: { name: "sid", ttl: "1h" } },
    }],
    [{ consistentHash: { sourceIp: true } }, { consistentHash: { useSourceIp: true } }],
  ] as const
) {
  Deno.test(`the balancer ${JSON.stringify(written)} is rendered as Istio has it`, () => {
    assert.deepEqual(policy({ loadBalancer: written }).loadBalancer, rendered);
  });
}

Deno.test("a port without HTTP has no limits of requests", () => {
  const ports = [
    portModel({ name: "db", protocol: "tcp" }),
    portModel({ name: "tls", port: 8443, protocol: "https" }),
  ];
  assert.deepEqual(policy({}, { ports }).connectionPool, {
    tcp: { maxConnections: 100, connectTimeout: "10s" },
  });
});

Deno.test("outside the mesh a service is spoken to in plain text", () => {
  assert.deepEqual(policy({}, { mesh: false }).tls, { mode: "DISABLE" });
});
