/** What a client's proxy sends: what a comparison with real Envoys found. */
import assert from "node:assert/strict";
import {
  apiRoutes,
  authorizationPolicy,
  destinationRule,
  ends,
  fromWeb,
  hostOf,
  peerAuthentication,
  to,
  twoTiers,
} from "./mesh_builder.ts";

const one = twoTiers.filter(({ metadata }) => metadata.name !== "api-canary");
const known = authorizationPolicy("api", "api", {
  rules: [{ from: [{ source: { principals: ["cluster.local/ns/web/sa/web"] } }] }],
});
const strict = peerAuthentication("api", "default", { mtls: { mode: "STRICT" } });
const ported = (mode: string, number = 80) =>
  destinationRule("api", "api", {
    host: hostOf("api", "api"),
    trafficPolicy: {
      tls: { mode },
      portLevelSettings: [{ port: { number }, loadBalancer: { simple: "RANDOM" } }],
    },
  });

Deno.test("where a namespace takes plain text alone, its workload that takes mutual TLS gets plain text too", () => {
  const objects = [
    ...one,
    peerAuthentication("api", "default", { mtls: { mode: "DISABLE" } }),
    peerAuthentication("api", "own", {
      selector: { matchLabels: { app: "api" } },
      mtls: { mode: "PERMISSIVE" },
    }),
  ];
  assert.equal(ends(objects, fromWeb()), "1 api-stable");
  assert.equal(ends([...objects, known], fromWeb()), "1 403");
  const mutual = destinationRule("api", "api", {
    host: hostOf("api", "api"),
    trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } },
  });
  assert.equal(ends([...objects, known, mutual], fromWeb()), "1 api-stable");
});

Deno.test("a port's settings without TLS leave DISABLE for every port in force", () => {
  assert.equal(ends([...one, strict, ported("DISABLE")], fromWeb()), "1 503");
  assert.equal(ends([...one, strict, ported("SIMPLE")], fromWeb()), "1 503");
});

Deno.test("a port's settings without TLS leave ISTIO_MUTUAL for every port in force, but to pods without a proxy", () => {
  const disabled = peerAuthentication("api", "own", {
    selector: { matchLabels: { app: "api" } },
    mtls: { mode: "DISABLE" },
  });
  assert.equal(ends([...one, disabled, ported("ISTIO_MUTUAL")], fromWeb()), "1 503");
  const bare = one.map((object) =>
    object.kind === "Namespace" && object.metadata.name === "api"
      ? { ...object, metadata: { ...object.metadata, labels: { "istio-injection": "disabled" } } }
      : object
  );
  assert.equal(ends([...bare, ported("ISTIO_MUTUAL")], fromWeb()), "1 api-stable");
  assert.equal(ends([...bare, ported("ISTIO_MUTUAL", 81)], fromWeb()), "1 503");
});

Deno.test("a port's settings without TLS leave what is said for the host in force for subsets too", () => {
  const rule = ported("DISABLE");
  const subsets = [{ name: "stable", labels: { version: "stable" } }];
  const objects = [
    ...one,
    strict,
    apiRoutes({ route: [to("stable")] }),
  ];
  const withSubsets = (trafficPolicy?: object) => ({
    ...rule,
    spec: {
      ...rule.spec as object,
      subsets: subsets.map((each) => ({ ...each, ...(trafficPolicy && { trafficPolicy }) })),
    },
  });
  const bare = { portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: "RANDOM" } }] };
  assert.equal(ends([...objects, withSubsets()], fromWeb()), "1 503");
  assert.equal(ends([...objects, withSubsets(bare)], fromWeb()), "1 503");
  assert.equal(
    ends([...objects, withSubsets({ ...bare, tls: { mode: "ISTIO_MUTUAL" } })], fromWeb()),
    "1 api-stable",
  );
  assert.equal(ends([...objects, withSubsets({ tls: { mode: "ISTIO_MUTUAL" } })], fromWeb()), "1 api-stable");
});
