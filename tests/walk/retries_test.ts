/** Connections that fail for want of mutual TLS and are tried again: what a comparison with real Envoys found. */
import assert from "node:assert/strict";
import { fraction, toText } from "../../lib/walk/fraction.ts";
import { meshOf } from "../../lib/walk/mesh.ts";
import { exhaustion, once, type Retries, retriesOf } from "../../lib/walk/retries.ts";
import {
  apiRoutes,
  destinationRule,
  ends,
  fromWeb,
  hostOf,
  peerAuthentication,
  twoTiers,
} from "./mesh_builder.ts";

const tls = (mode: string) =>
  destinationRule("api", "api", { host: hostOf("api", "api"), trafficPolicy: { tls: { mode } } });

/** One of the two versions takes only this. */
const canaryTakes = (mode: string) =>
  peerAuthentication("api", "canary", {
    selector: { matchLabels: { version: "canary" } },
    mtls: { mode },
  });

const routed = (retries?: object) =>
  apiRoutes({
    route: [{ destination: { host: hostOf("api", "api") } }],
    ...(retries && { retries }),
  });

const refusing = [...twoTiers, tls("ISTIO_MUTUAL"), canaryTakes("DISABLE")];

Deno.test("a request whose pod doesn't take mutual TLS is tried again at another pod", () => {
  // Six choices of the same pod, twice.
  assert.equal(ends([...refusing, routed()], fromWeb()), "8191/8192 api-stable, 1/8192 503");
  assert.equal(ends(refusing, fromWeb()), "8191/8192 api-stable, 1/8192 503");
  assert.equal(ends([...refusing, routed({ attempts: 1 })], fromWeb()), "127/128 api-stable, 1/128 503");
});

Deno.test("a request whose pod doesn't take mutual TLS isn't tried again where its route says so", () => {
  for (const retries of [{ attempts: 0 }, { attempts: 2, retryOn: "retriable-4xx" }]) {
    assert.equal(ends([...refusing, routed(retries)], fromWeb()), "1/2 api-stable, 1/2 503");
  }
});

Deno.test("a pod that was tried may be chosen again where its route says so", () => {
  const retries = { attempts: 1, retryIgnorePreviousHosts: false };
  assert.equal(ends([...refusing, routed(retries)], fromWeb()), "3/4 api-stable, 1/4 503");
});

Deno.test("plain text that is cut off is tried again only where a route asks for that", () => {
  const cut = [...twoTiers, tls("DISABLE"), canaryTakes("STRICT")];
  assert.equal(ends([...cut, routed()], fromWeb()), "1/2 api-stable, 1/2 503");
  const retries = { attempts: 1, retryOn: "5xx" };
  assert.equal(ends([...cut, routed(retries)], fromWeb()), "127/128 api-stable, 1/128 503");
});

Deno.test("a TCP connection is made once", () => {
  assert.equal(ends(refusing, fromWeb({ port: 7000 })), "1/2 api-stable, 1/2 refused");
});

Deno.test("where no pod takes mutual TLS no retry helps", () => {
  const none = peerAuthentication("api", "default", { mtls: { mode: "DISABLE" } });
  assert.equal(ends([...twoTiers, tls("ISTIO_MUTUAL"), none], fromWeb()), "1 503");
});

Deno.test("the mesh says how often and after what is tried again where no route does", () => {
  const mesh = (policy: string) =>
    meshOf([{
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "istio", namespace: "istio-system" },
      data: { mesh: `defaultHttpRetryPolicy: ${policy}` },
    }]);
  assert.equal(retriesOf(mesh('{ "attempts": 5 }'), undefined).times, 5);
  assert.equal(retriesOf(mesh('{ "attempts": 5, "retryOn": "reset" }'), undefined).afterReset, true);
  assert.equal(retriesOf(mesh('{ "attempts": 5 }'), { attempts: 1 }).times, 1);
});

Deno.test("the chance of trying in vain is what a thousand drawings come to", () => {
  // Each retry draws up to `choices` times until it has a pod that wasn't tried. A fixed sequence, so that it is the same.
  let seed = 1;
  const draw = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const vain = ({ times, choices }: Retries, failing: number, all: number) => {
    const tried = new Set<number>();
    for (let time = 0; time <= times; time++) {
      let pod = draw(all);
      for (let again = 1; time > 0 && tried.has(pod) && again < choices; again++) pod = draw(all);
      if (pod >= failing) return false;
      tried.add(pod);
    }
    return true;
  };
  const runs = 20_000;
  for (
    const [times, choices, failing, all] of [[1, 1, 1, 2], [2, 2, 2, 3], [3, 6, 4, 5], [1, 2, 3, 7]] as const
  ) {
    const retries = { ...once, times, choices };
    const counted = Array.from({ length: runs }, () => vain(retries, failing, all)).filter(Boolean).length;
    const { numerator, denominator } = exhaustion(retries, failing, all);
    const share = Number(numerator) / Number(denominator);
    const distance = Math.abs(counted / runs - share) / Math.sqrt(share * (1 - share) / runs);
    assert.ok(distance < 5, `${counted} of ${runs}, not ${share}`);
  }
  assert.equal(toText(exhaustion(once, 1, 3)), toText(fraction(1, 3)));
  assert.equal(toText(exhaustion(once, 3, 3)), "1");
});
