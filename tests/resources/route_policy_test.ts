import assert from "node:assert/strict";
import type { TrafficModel } from "../../lib/model/types.ts";
import { routePolicy } from "../../lib/resources/route_policy.ts";
import { serviceModel } from "./service_model_fixture.ts";

const policy = (traffic: Partial<TrafficModel>) => routePolicy({ ...serviceModel({}).traffic, ...traffic });

Deno.test("no retries are written as such, since Istio's default is two", () => {
  assert.deepEqual(policy({}), { timeout: "15s", retries: { attempts: 0 } });
});

Deno.test("retries say how often, how long and when", () => {
  const retries = { attempts: 2, perTryTimeout: "4s", on: ["connect-failure", "5xx"] };
  assert.deepEqual(policy({ retries }).retries, {
    attempts: 2,
    perTryTimeout: "4s",
    retryOn: "connect-failure,5xx",
  });
});

for (
  const [timeout, attempts, share] of [
    ["15s", 2, "5s"],
    ["10s", 2, "3333ms"],
    ["1m30s", 1, "45s"],
    ["1ms", 4, "1ms"],
  ] as const
) {
  Deno.test(`a timeout of ${timeout} shared out over ${attempts + 1} tries is ${share} each`, () => {
    const retries = { attempts, perTryTimeout: undefined, on: ["reset"] };
    assert.equal(policy({ timeout, retries }).retries?.perTryTimeout, share);
  });
}

Deno.test("a timeout of nothing is not said, since Istio's CRD refuses 0s and no timeout is its default", () => {
  for (const timeout of ["0s", "0ms"]) {
    assert.ok(!("timeout" in policy({ timeout })));
    const retries = { attempts: 2, perTryTimeout: undefined, on: ["reset"] };
    assert.deepEqual(policy({ timeout, retries }).retries, { attempts: 2, retryOn: "reset" });
    assert.equal(
      policy({ timeout, retries: { ...retries, perTryTimeout: "3s" } }).retries?.perTryTimeout,
      "3s",
    );
  }
});

Deno.test("faults are shares of requests", () => {
  const fault = { delay: { percent: 1.5, duration: "2s" }, abort: { percent: 0.5, status: 503 } };
  assert.deepEqual(policy({ fault }).fault, {
    delay: { percentage: { value: 1.5 }, fixedDelay: "2s" },
    abort: { percentage: { value: 0.5 }, httpStatus: 503 },
  });
  assert.deepEqual(policy({ fault: { delay: fault.delay } }).fault, {
    delay: { percentage: { value: 1.5 }, fixedDelay: "2s" },
  });
  assert.ok(!("fault" in policy({ fault: {} })));
});

Deno.test("CORS has its defaults written, since without methods a browser may use none", () => {
  assert.deepEqual(policy({ cors: { allowOrigins: [{ exact: "https://app.example" }] } }).corsPolicy, {
    allowOrigins: [{ exact: "https://app.example" }],
    allowMethods: ["GET", "HEAD"],
    maxAge: "24h",
    allowCredentials: false,
  });
  const cors = {
    allowOrigins: [{ prefix: "https://" }],
    allowMethods: ["PUT"],
    allowHeaders: ["x-a"],
    exposeHeaders: ["x-b"],
    maxAge: "1h",
    allowCredentials: true,
  } as const;
  assert.deepEqual(policy({ cors }).corsPolicy, cors);
});
