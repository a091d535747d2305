/** Connections that aren't HTTP, on their last stretch: what a comparison with real Envoys found. */
import assert from "node:assert/strict";
import { walk } from "../../lib/walk/walk.ts";
import {
  authorizationPolicy,
  destinationRule,
  ends,
  fromWeb,
  hostOf,
  namespace,
  networkPolicy,
  peerAuthentication,
  twoTiers,
} from "./mesh_builder.ts";

const one = twoTiers.filter(({ metadata }) => metadata.name !== "api-canary");
const strict = peerAuthentication("api", "default", { mtls: { mode: "STRICT" } });
const overTcp = fromWeb({ port: 7000 });

Deno.test("a TCP connection in plain text where STRICT is demanded is closed, and nobody answers 503", () => {
  const plain = destinationRule("api", "api", {
    host: hostOf("api", "api"),
    trafficPolicy: { tls: { mode: "DISABLE" } },
  });
  assert.equal(ends([...one, strict, plain], overTcp), "1 refused");
  assert.equal(ends([...one, strict, plain], fromWeb()), "1 503");
});

Deno.test("a TCP connection that a NetworkPolicy is in the way of is closed, and nobody answers 503", () => {
  const closed = networkPolicy("api", "api", { podSelector: {}, ingress: [] });
  assert.equal(ends([...one, closed], overTcp), "1 refused");
  assert.equal(ends([...one, closed], fromWeb()), "1 503");
});

Deno.test("what a client without a proxy sends to a port that isn't HTTP is judged as TCP", () => {
  const plainClient = one.map((object) =>
    object.kind === "Namespace" && object.metadata.name === "web" ? namespace("web", false) : object
  );
  const method = (action: string) =>
    authorizationPolicy("api", "api", { action, rules: [{ to: [{ operation: { methods: ["DELETE"] } }] }] });
  // What a rule asks of HTTP is left out where it denies, and never there where it allows.
  assert.equal(ends([...plainClient, method("DENY")], overTcp), "1 refused");
  assert.equal(ends([...plainClient, method("ALLOW")], overTcp), "1 refused");
  assert.equal(ends([...plainClient, method("DENY")], fromWeb()), "1 api-stable");
  assert.equal(ends([...plainClient, method("ALLOW")], fromWeb()), "1 403");
});

Deno.test("a path is as it was sent where no proxy is on the way", () => {
  const bare = one.map((object) =>
    object.kind === "Namespace" ? namespace(object.metadata.name, false) : object
  );
  const pathSeen = (objects: typeof one) => {
    const [branch] = walk(objects, fromWeb({ path: "/a/../b" }), { follow: false }).branches;
    return branch?.outcome.kind === "reached" ? branch.outcome.request.path : branch?.outcome.kind;
  };
  assert.equal(pathSeen(bare), "/a/../b");
  assert.equal(pathSeen(one), "/b");
});
