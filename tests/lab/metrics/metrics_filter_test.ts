import assert from "node:assert/strict";
import { metricsFilter } from "../../../lab/metrics/metrics_filter.ts";
import { hearPeer, PEER_PARTS, tellPeer } from "../../../lab/metrics/peer_metadata.ts";

interface Patch {
  readonly applyTo: string;
  readonly match: { readonly context: string };
  readonly patch: { readonly operation: string; readonly value?: unknown };
}

const OWNER = { apiVersion: "v1", kind: "Node", name: "lab", uid: "u-1" };
const patches = metricsFilter(OWNER).spec.configPatches as readonly Patch[];
const inContext = (context: string) =>
  patches.filter(({ match }) => match.context === context).map(({ applyTo, patch }) =>
    `${patch.operation} ${applyTo}`
  );

Deno.test("Istio's filter is taken out of HTTP and TCP listeners of every proxy", () => {
  assert.deepEqual(inContext("ANY"), ["REMOVE HTTP_FILTER", "REMOVE NETWORK_FILTER"]);
});

for (
  const [context, reporter] of [
    ["SIDECAR_INBOUND", "destination"],
    ["SIDECAR_OUTBOUND", "source"],
    ["GATEWAY", "source"],
  ] as const
) {
  Deno.test(`a request is counted once in ${context}, as the ${reporter} knows it`, () => {
    assert.deepEqual(inContext(context), [
      "INSERT_FIRST HTTP_FILTER",
      "INSERT_FIRST HTTP_FILTER",
      "MERGE NETWORK_FILTER",
    ]);
    const text = JSON.stringify(patches.filter(({ match }) => match.context === context));
    assert.deepEqual([...text.matchAll(/"name":"requests_total"/g)].length, 1);
    assert.ok(text.includes(`{"name":"reporter","value_format":"${reporter}"}`));
  });
}

Deno.test("what one proxy tells of itself the other hears, and no application sees", () => {
  const headers = PEER_PARTS.map(({ header }) => header).toSorted();
  assert.equal(new Set(headers).size, headers.length);
  for (const direction of ["request", "response"] as const) {
    const told = [...JSON.stringify(tellPeer(direction)).matchAll(/"key":"([^"]+)"/g)];
    assert.deepEqual(told.map(([, header]) => header).toSorted(), headers);
    const heard = [...JSON.stringify(hearPeer(direction)).matchAll(/"header":"([^"]+)"/g)];
    assert.deepEqual(heard.map(([, header]) => header).toSorted(), headers);
    assert.equal([...JSON.stringify(hearPeer(direction)).matchAll(/"remove":true/g)].length, headers.length);
  }
});
