import assert from "node:assert/strict";
import {
  countRefused,
  judgeEjection,
  judgeOverflow,
  judgeRetries,
  judgeTimeout,
} from "../../../lab/verify/traffic_judgements.ts";
import {
  ejectable,
  requestsUnderWay,
  retriesOf503,
  secondsUntilTimeout,
} from "../../../lab/verify/traffic_promises.ts";

const at = (status: number, seconds: number) => ({ status, error: "", seconds });

Deno.test("a request is given up at the declared time, neither before nor long after, and not answered late", () => {
  const judge = (never: ReturnType<typeof at>, inTime = at(200, 4)) =>
    judgeTimeout("a → b", 8, never, inTime).passed;
  assert.equal(judge(at(504, 8.02)), true);
  assert.equal(judge(at(504, 3)), false);
  assert.equal(judge(at(504, 13)), false);
  assert.equal(judge(at(200, 8)), false);
  assert.equal(judge(at(504, 8), at(504, 4)), false);
});

Deno.test("requests are sent exactly as often as declared", () => {
  const answers = [at(503, 0), at(503, 0), at(503, 0)];
  const counts = (total: number, lost = "") => ({ total, stable: 0, canary: total, other: 0, lost });
  assert.equal(judgeRetries("a → b", 0, answers, counts(3)).passed, true);
  assert.equal(judgeRetries("a → b", 2, answers, counts(9)).passed, true);
  assert.equal(judgeRetries("a → b", 0, answers, counts(9)).passed, false);
  assert.equal(judgeRetries("a → b", 2, answers, counts(3)).passed, false);
  assert.equal(judgeRetries("a → b", 0, [at(200, 0)], counts(1)).passed, false);
  assert.equal(judgeRetries("a → b", 0, answers, counts(3, "gone")).passed, false);
});

Deno.test("as many requests are refused as go beyond the limit", () => {
  const judge = (refused: number, lost = 0) =>
    judgeOverflow({ hop: "a → b", limit: 150, slack: 4, sent: 200, refused, lost, attempts: 1 }).passed;
  assert.deepEqual([50, 46, 45, 51, 0].map((refused) => judge(refused)), [true, true, false, false, false]);
  assert.equal(judge(48, 2), false);
});

Deno.test("what a proxy refuses is told from what is under way and from what has come to nothing", () => {
  const overloaded = { status: 503, headers: { "x-envoy-overloaded": "true" } };
  const answers = [200, 200, 504, 503, 0].map((status) => ({ status, headers: {} }));
  assert.deepEqual(countRefused([...answers, overloaded]), { refused: 1, lost: 2 });
});

Deno.test("a pod is ejected where that is declared, for as long as declared, and nowhere else", () => {
  const base = { hop: "a → b", version: "canary", pods: 2, why: "5 errors in a row", base: 30 };
  const judge = (declared: boolean, ejected: boolean, back?: number) =>
    judgeEjection({ ...base, declared, ejected, back }).passed;
  assert.equal(judge(true, true, 33), true);
  assert.equal(judge(true, false), false);
  assert.equal(judge(false, true, 33), false);
  assert.equal(judge(false, false), true);
  assert.equal(judge(true, true, 5), false);
  assert.equal(judge(true, true), false);
});

const never = { attempts: 0, perTryTimeout: undefined, on: ["connect-failure"] };
const TIMEOUTS = [
  { name: "the whole time without retries", traffic: { timeout: "8s", retries: never }, seconds: 8 },
  { name: "never without a time-out", traffic: { timeout: "0s", retries: never }, seconds: undefined },
  {
    name: "one try's time where its end is not tried again",
    traffic: { timeout: "9s", retries: { ...never, attempts: 2 } },
    seconds: 3,
  },
  {
    name: "the whole time where every try is used",
    traffic: { timeout: "9s", retries: { attempts: 2, perTryTimeout: undefined, on: ["5xx"] } },
    seconds: 9,
  },
  {
    name: "the sum of all tries if that is less",
    traffic: { timeout: "9s", retries: { attempts: 1, perTryTimeout: "2s", on: ["gateway-error"] } },
    seconds: 4,
  },
  {
    name: "the whole time if all tries would take longer",
    traffic: { timeout: "9s", retries: { attempts: 2, perTryTimeout: "8s", on: ["5xx"] } },
    seconds: 9,
  },
];
for (const { name, traffic, seconds } of TIMEOUTS) {
  Deno.test(`a request that is never answered is given up after ${name}`, () => {
    assert.equal(secondsUntilTimeout(traffic), seconds);
  });
}

Deno.test("an answer of 503 is tried again only where its status is a condition", () => {
  assert.equal(retriesOf503({ attempts: 2, on: ["connect-failure", "reset"] }), 0);
  assert.equal(retriesOf503({ attempts: 2, on: ["reset", "5xx"] }), 2);
});

Deno.test("what may be under way is connections and those that wait for one, or streams", () => {
  const connectionPool = {
    ...{ maxConnections: 100, http1MaxPendingRequests: 50, http2MaxRequests: 1024, maxRetries: 3 },
    ...{ connectTimeout: "10s", idleTimeout: "4s", maxRequestsPerConnection: 0 },
  };
  assert.equal(requestsUnderWay({ connectionPool }, { protocol: "http" }), 150);
  assert.equal(requestsUnderWay({ connectionPool }, { protocol: "grpc" }), 1024);
  assert.equal(
    requestsUnderWay({ connectionPool: { ...connectionPool, http2MaxRequests: 20 } }, { protocol: "http" }),
    20,
  );
});

Deno.test("of one pod half is none", () => {
  assert.deepEqual(
    [[50, 1], [50, 2], [50, 3], [100, 1], [10, 9]].map(([percent = 0, pods = 0]) => ejectable(percent, pods)),
    [0, 1, 1, 1, 0],
  );
});
