import assert from "node:assert/strict";
import { httpRoutes, otherWeights, routeWeights } from "../../../lab/verify/route_weights.ts";

const object = {
  ...{ apiVersion: "networking.istio.io/v1", kind: "VirtualService", metadata: { name: "a" } },
  spec: {
    http: [
      { name: "forced", route: [{ destination: { subset: "canary" } }] },
      {
        name: "split",
        timeout: "1s",
        route: [{ subset: "stable", weight: 90 }, { subset: "canary", weight: 10 }],
      },
    ],
  },
};

Deno.test("the weights of a VirtualService are those of its split routes", () => {
  assert.deepEqual(routeWeights(httpRoutes(object)), [[90, 10]]);
  assert.deepEqual(routeWeights(httpRoutes({ ...object, spec: {} })), []);
});

Deno.test("other weights are those in reverse, and nothing else changes", () => {
  assert.deepEqual(otherWeights(httpRoutes(object)), [
    object.spec.http[0],
    {
      name: "split",
      timeout: "1s",
      route: [{ subset: "stable", weight: 10 }, { subset: "canary", weight: 90 }],
    },
  ]);
});

Deno.test("equal weights become unequal ones with the same sum", () => {
  assert.deepEqual(routeWeights(otherWeights([{ route: [{ weight: 50 }, { weight: 50 }] }])), [[49, 51]]);
});
