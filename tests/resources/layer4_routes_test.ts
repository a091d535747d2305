import assert from "node:assert/strict";
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";
import type { PortModel } from "../../lib/model/types.ts";
import { layer4Routes } from "../../lib/resources/layer4_routes.ts";
import { virtualService } from "../../lib/resources/virtual_service.ts";
import { canaryServiceModel } from "./mesh_model_fixture.ts";
import { read } from "./read_object.ts";
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
      match: [{ port: 8443, sniHosts: [host, "backend-service.backend.svc", "backend-service.backend"] }],
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

Deno.test("a name may only be matched where the VirtualService is for it, so that is for the short ones too", () => {
  const hosts = (ports: readonly PortModel[], canary: boolean) =>
    read<IVirtualService>(
      virtualService(canary ? canaryServiceModel({}, { ports }) : serviceModel({ ports })),
    )
      .spec.hosts;
  const names = [host, "backend-service.backend.svc", "backend-service.backend"];
  assert.deepEqual(hosts([tls], true), names);
  assert.deepEqual(hosts([httpPort, tls], true), names);
  assert.deepEqual(hosts([httpPort, tls], false), [host]);
  assert.deepEqual(hosts([httpPort, db], true), [host]);
});
