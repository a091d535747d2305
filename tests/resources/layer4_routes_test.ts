import assert from "node:assert/strict";
import { layer4Routes } from "../../lib/resources/layer4_routes.ts";
import { canaryServiceModel } from "./mesh_model_fixture.ts";
import { httpPort, portModel, serviceModel } from "./service_model_fixture.ts";

const db = portModel({ name: "db", port: 5432, protocol: "tcp" });
const tls = portModel({ name: "tls", port: 8443, protocol: "https" });
const host = "backend-service.backend.svc.cluster.local";

Deno.test("connections to a TCP port are shared out by weight", () => {
  assert.deepEqual(layer4Routes(canaryServiceModel({}, { ports: [httpPort, db] })), {
    tcp: [{
      match: [{ port: 5432 }],
      route: [
        { destination: { host, port: { number: 5432 }, subset: "stable" }, weight: 90 },
        { destination: { host, port: { number: 5432 }, subset: "canary" }, weight: 10 },
      ],
    }],
  });
});

Deno.test("connections to a port that ends TLS itself are told apart by the name that is asked for", () => {
  assert.deepEqual(layer4Routes(canaryServiceModel({}, { ports: [tls] })), {
    tls: [{
      match: [{ port: 8443, sniHosts: [host] }],
      route: [
        { destination: { host, port: { number: 8443 }, subset: "stable" }, weight: 90 },
        { destination: { host, port: { number: 8443 }, subset: "canary" }, weight: 10 },
      ],
    }],
  });
});

Deno.test("without a canary a TCP port leads to stable, and TLS needs no route, whatever name is asked for", () => {
  assert.deepEqual(layer4Routes(serviceModel({ ports: [db, tls] })), {
    tcp: [{
      match: [{ port: 5432 }],
      route: [{ destination: { host, port: { number: 5432 }, subset: "stable" } }],
    }],
  });
});

Deno.test("HTTP ports have no such routes", () => {
  assert.deepEqual(layer4Routes(canaryServiceModel()), {});
});
