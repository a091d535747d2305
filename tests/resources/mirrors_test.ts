import assert from "node:assert/strict";
import { mirrors } from "../../lib/resources/mirrors.ts";
import { calleeModel, canaryServiceModel } from "./mesh_model_fixture.ts";
import { httpPort, portModel, serviceModel } from "./service_model_fixture.ts";

const onlyStable = { stable: 100, canary: 0 };

const toService = (percent: number, ports = [httpPort]) => {
  const service = serviceModel({});
  return { ...service, traffic: { ...service.traffic, mirror: { callee: calleeModel({ ports }), percent } } };
};

Deno.test("copies for the canary are made only where stable gets all", () => {
  const service = canaryServiceModel({ mirrorPercent: 25 });
  assert.deepEqual(mirrors(service, httpPort, onlyStable), {
    mirrors: [{
      destination: {
        host: "backend-service.backend.svc.cluster.local",
        port: { number: 8080 },
        subset: "canary",
      },
      percentage: { value: 25 },
    }],
  });
  assert.deepEqual(mirrors(service, httpPort, { stable: 90, canary: 10 }), {});
  assert.deepEqual(mirrors(service, httpPort, { stable: 0, canary: 100 }), {});
});

Deno.test("copies for another service are made of every route's requests, to its port of the same name", () => {
  const ports = [portModel({ name: "admin", port: 81 }), portModel({ name: "http", port: 80 })];
  for (const split of [onlyStable, { stable: 90, canary: 10 }]) {
    assert.deepEqual(mirrors(toService(5, ports), httpPort, split), {
      mirrors: [{
        destination: { host: "ml-service.ml.svc.cluster.local", port: { number: 80 }, subset: "stable" },
        percentage: { value: 5 },
      }],
    });
  }
});

Deno.test("without a port of that name copies go to the first that speaks HTTP", () => {
  const ports = [
    portModel({ name: "db", port: 5432, protocol: "tcp" }),
    portModel({ name: "web", port: 81 }),
  ];
  assert.deepEqual(mirrors(toService(5, ports), httpPort, onlyStable).mirrors?.[0]?.destination.port, {
    number: 81,
  });
  assert.deepEqual(mirrors(toService(5, [ports[0]!]), httpPort, onlyStable), {});
});

Deno.test("a share of nothing makes no copies", () => {
  assert.deepEqual(mirrors(toService(0), httpPort, onlyStable), {});
  assert.deepEqual(mirrors(canaryServiceModel({ mirrorPercent: 0 }), httpPort, onlyStable), {});
});
