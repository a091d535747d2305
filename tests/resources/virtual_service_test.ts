import assert from "node:assert/strict";
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";
import type { ServiceModel } from "../../lib/model/types.ts";
import { virtualService } from "../../lib/resources/virtual_service.ts";
import { syncWaveAnnotation } from "../../lib/resources/sync_wave.ts";
import { canaryServiceModel, exposureModel } from "./mesh_model_fixture.ts";
import { read } from "./read_object.ts";
import { httpPort, portModel, serviceModel } from "./service_model_fixture.ts";

const admin = portModel({ name: "admin", port: 81 });
const db = portModel({ name: "db", port: 5432, protocol: "tcp" });
const spec = (service: ServiceModel) => read<IVirtualService>(virtualService(service)).spec;
const matches = (service: ServiceModel) => spec(service).http.map(({ name, match }) => [name, match]);

Deno.test("a service in the mesh alone has one set of routes, without a condition but its own", () => {
  assert.deepEqual(virtualService(canaryServiceModel()), {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: {
      name: "backend",
      namespace: "backend",
      labels: {
        app: "backend",
        "app.kubernetes.io/name": "backend",
        "app.kubernetes.io/managed-by": "3rvision",
      },
      annotations: { "argocd.argoproj.io/sync-wave": "2" },
    },
    spec: {
      hosts: ["backend-service.backend.svc.cluster.local"],
      gateways: ["mesh"],
      http: [
        {
          name: "forced-1",
          match: [{ headers: { "x-canary": { exact: "true" } } }],
          route: [{
            destination: {
              host: "backend-service.backend.svc.cluster.local",
              port: { number: 8080 },
              subset: "canary",
            },
          }],
          timeout: "15s",
          retries: { attempts: 0 },
        },
        {
          name: "split",
          route: [
            {
              destination: {
                host: "backend-service.backend.svc.cluster.local",
                port: { number: 8080 },
                subset: "stable",
              },
              weight: 90,
            },
            {
              destination: {
                host: "backend-service.backend.svc.cluster.local",
                port: { number: 8080 },
                subset: "canary",
              },
              weight: 10,
            },
          ],
          timeout: "15s",
          retries: { attempts: 0 },
        },
      ],
    },
  });
});

Deno.test("hosts and gateways of its own are those of the same routes", () => {
  const exposures = [exposureModel({}), exposureModel({ host: "b.example", paths: ["/", "/b"] })];
  const { hosts, gateways, http } = spec(serviceModel({ exposures }));
  assert.deepEqual(hosts, ["backend-service.backend.svc.cluster.local", "backend.local", "b.example"]);
  assert.deepEqual(gateways, ["mesh", "istio-ingress/backend-local", "istio-ingress/b-example"]);
  assert.deepEqual(http.map(({ name, match }) => [name, match]), [["stable", undefined]]);
});

Deno.test("a host that others share too is the platform's", () => {
  const { hosts, gateways } = spec(serviceModel({ exposures: [exposureModel({ shared: true })] }));
  assert.deepEqual(hosts, ["backend-service.backend.svc.cluster.local"]);
  assert.deepEqual(gateways, ["mesh"]);
});

Deno.test("paths bind the gateway's requests and not those of the mesh", () => {
  const exposures = [exposureModel({ paths: ["/v1", "/api"] })];
  assert.deepEqual(matches(serviceModel({ exposures })), [
    ["stable", [{ gateways: ["mesh"] }]],
    ["edge-stable", [
      { gateways: ["istio-ingress/backend-local"], uri: { prefix: "/api" } },
      { gateways: ["istio-ingress/backend-local"], uri: { prefix: "/v1" } },
    ]],
  ]);
});

Deno.test("several HTTP ports are told apart by the port called, and at a gateway by the gateway", () => {
  const ports = [httpPort, admin, db];
  assert.deepEqual(matches(serviceModel({ ports })), [
    ["http-stable", [{ port: 8080 }]],
    ["admin-stable", [{ port: 81 }]],
  ]);
  assert.deepEqual(matches(serviceModel({ ports, exposures: [exposureModel({ port: admin })] })), [
    ["http-stable", [{ gateways: ["mesh"], port: 8080 }]],
    ["admin-stable", [{ gateways: ["mesh"], port: 81 }]],
    ["edge-stable", [{ gateways: ["istio-ingress/backend-local"] }]],
  ]);
});

Deno.test("one host's paths to two ports are tried the longest first", () => {
  const exposures = [exposureModel({}), exposureModel({ port: admin, paths: ["/admin", "/a"] })];
  const { http, hosts } = spec(serviceModel({ ports: [httpPort, admin], exposures }));
  const gateways = ["istio-ingress/backend-local"];
  assert.deepEqual(
    http.slice(2).map(({ name, match, route }) => [name, match, route[0]?.destination.port.number]),
    [
      ["edge-1-stable", [{ gateways, uri: { prefix: "/admin" } }], 81],
      ["edge-2-stable", [{ gateways, uri: { prefix: "/a" } }], 81],
      ["edge-3-stable", [{ gateways }], 8080],
    ],
  );
  assert.deepEqual(hosts, ["backend-service.backend.svc.cluster.local", "backend.local"]);
});

Deno.test("a TCP port beside one HTTP port puts no condition on requests", () => {
  const { http, tcp } = spec(serviceModel({ ports: [httpPort, db] }));
  assert.deepEqual(http.map(({ name, match }) => [name, match]), [["stable", undefined]]);
  assert.deepEqual(tcp.map(({ match }) => match), [[{ port: 5432 }]]);
});

Deno.test("where nothing is routed there is no object", () => {
  const tls = portModel({ protocol: "https" });
  assert.equal(virtualService(serviceModel({ ports: [] })), undefined);
  assert.equal(virtualService(serviceModel({ ports: [tls] })), undefined);
  assert.deepEqual(Object.keys(spec(canaryServiceModel({}, { ports: [tls] }))), ["hosts", "gateways", "tls"]);
});

Deno.test("a canary gets requests after its pods are ready, and loses them before all else", () => {
  const wave = (service: ServiceModel) => virtualService(service)?.metadata.annotations?.[syncWaveAnnotation];
  assert.equal(wave(canaryServiceModel({ weight: 1 })), "2");
  assert.equal(wave(canaryServiceModel({ weight: 0 })), "-1");
  assert.equal(wave(serviceModel({})), "-1");
});
