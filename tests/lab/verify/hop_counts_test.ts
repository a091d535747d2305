import assert from "node:assert/strict";
import { type EndpointCounts, readEndpoints } from "../../../lab/verify/envoy_endpoints.ts";
import { countHop } from "../../../lab/verify/hop_counts.ts";

const HOST = "ml-service.ml.svc.cluster.local";
const POD_VERSIONS: Readonly<Record<string, string>> = { "10.0.0.1": "stable", "10.0.0.2": "canary" };
const SERVICE = { host: HOST, servicePort: 5001, versionOf: (address: string) => POD_VERSIONS[address] };

/** What one proxy counted: `<subset> <address>` → requests. */
function counted(requests: Readonly<Record<string, number>>, host = HOST): readonly EndpointCounts[] {
  const lines = Object.entries(requests).map(([key, value]) => {
    const [subset, address] = key.split(" ");
    return `outbound|5001|${subset}|${host}::${address}:5001::rq_total::${value}`;
  });
  return readEndpoints(lines.join("\n"));
}

const CASES = [
  {
    name: "what was counted before does not count",
    before: { "stable 10.0.0.1": 100, "canary 10.0.0.2": 5 },
    after: { "stable 10.0.0.1": 190, "canary 10.0.0.2": 15 },
    counts: { total: 100, stable: 90, canary: 10, other: 0, lost: "" },
  },
  {
    name: "the pod's version counts, not the subset's name",
    before: {},
    after: { "canary 10.0.0.1": 10 },
    counts: { total: 10, stable: 10, canary: 0, other: 0, lost: "" },
  },
  {
    name: "a pod of which nothing is known is told apart",
    before: {},
    after: { "stable 10.0.0.1": 3, "stable 10.0.0.9": 4 },
    counts: { total: 7, stable: 3, canary: 0, other: 4, lost: "" },
  },
  {
    name: "an endpoint that went away has taken its count along",
    before: { "stable 10.0.0.1": 3 },
    after: {},
    counts: { total: 0, stable: 0, canary: 0, other: 0, lost: "pod-1 no longer knows 10.0.0.1" },
  },
  {
    name: "a proxy that started anew has lost its count",
    before: { "stable 10.0.0.1": 3 },
    after: { "stable 10.0.0.1": 1 },
    counts: { total: -2, stable: -2, canary: 0, other: 0, lost: "the proxy of pod-1 started anew" },
  },
] as const;

for (const { name, before, after, counts } of CASES) {
  Deno.test(name, () => {
    const found = countHop(
      new Map([["pod-1", counted(before)]]),
      new Map([["pod-1", counted(after)]]),
      SERVICE,
    );
    assert.deepEqual(found, counts);
  });
}

Deno.test("several proxies add up, other services don't", () => {
  const after = new Map([
    ["pod-1", [
      ...counted({ "canary 10.0.0.2": 1 }),
      ...counted({ "canary 10.0.0.2": 50 }, "other.ml.svc.cluster.local"),
    ]],
    ["pod-2", counted({ "canary 10.0.0.2": 2 })],
  ]);
  assert.equal(countHop(new Map([["pod-1", []], ["pod-2", []]]), after, SERVICE).canary, 3);
});

Deno.test("a proxy that went away has taken its counts along", () => {
  const before = new Map([["pod-1", counted({ "stable 10.0.0.1": 3 })]]);
  assert.equal(countHop(before, new Map(), SERVICE).lost, "the pod pod-1 went away");
});
