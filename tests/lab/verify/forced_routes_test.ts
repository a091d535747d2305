import assert from "node:assert/strict";
import { exampleName, forcedExample, nearMiss } from "../../../lab/verify/forced_example.ts";
import type { HopCounts } from "../../../lab/verify/hop_counts.ts";
import { judgeForced, judgeNearMiss, judgeSurvival } from "../../../lab/verify/proofs/forced_routes.ts";
import { find, lab, service } from "../../model/catalogue_fixture.ts";

const of = (stable: number, canary: number, lost = ""): HopCounts => ({
  total: stable + canary,
  stable,
  canary,
  other: 0,
  lost,
});
const measured = (counts: HopCounts, weight = 10) => ({
  hop: "a → b",
  example: "x-canary: true",
  requests: 20,
  weight,
  counts,
});

Deno.test("all requests have to go to the canary", () => {
  const good = judgeForced(measured(of(0, 20)));
  assert.equal(good.passed, true);
  assert.match(
    good.text,
    /^a → b: 20 of 20 requests with x-canary: true went to canary \(chance alone: 1\.0e-20\)/,
  );
  assert.equal(judgeForced(measured(of(1, 19))).passed, false);
  assert.equal(judgeForced(measured(of(0, 19))).passed, false);
  assert.equal(judgeForced(measured(of(0, 0))).passed, false);
  assert.equal(judgeForced(measured(of(0, 20, "the pod a went away"))).passed, false);
});

Deno.test("where the canary gets everything a forced route proves nothing, and that is said", () => {
  assert.match(judgeForced(measured(of(0, 20), 100)).text, /every other request goes there too/);
});

Deno.test("a request with another value must not be forced", () => {
  assert.equal(judgeNearMiss(measured(of(18, 2))).passed, true);
  assert.equal(judgeNearMiss(measured(of(0, 20))).passed, false);
  assert.equal(judgeNearMiss(measured(of(0, 0))).passed, false);
});

Deno.test("an example has everything that a route asks for", async () => {
  const route = {
    headers: { "x-canary": { exact: "true" }, "x-user": { prefix: "beta-" } },
    cookies: { version: "canary", team: "a" },
    path: { prefix: "/next" },
    method: "POST",
  } as const;
  const example = await forcedExample(route);
  assert.deepEqual(example, {
    method: "POST",
    path: "/nextx",
    headers: { "x-canary": "true", "x-user": "beta-x", cookie: "version=canary; team=a" },
  });
  assert.equal(
    exampleName(example),
    "POST /nextx with x-canary: true, x-user: beta-x, cookie: version=canary; team=a",
  );
});

Deno.test("an expression's example is matched by it and can stand in a header", async () => {
  for (const regex of ["[a-c]{3}-\\d+", "(beta|canary).*", ".+@example\\.com"]) {
    const { headers } = await forcedExample({ headers: { "x-user": { regex } } });
    assert.match(headers["x-user"] ?? "", new RegExp(`^(?:${regex})$`));
    assert.doesNotThrow(() => new Headers(headers));
  }
});

Deno.test("a near miss differs in an exact value, and there is none without one", async () => {
  assert.deepEqual((await nearMiss({ headers: { "x-canary": { exact: "true" } } }))?.headers, {
    "x-canary": "true-not",
  });
  assert.deepEqual((await nearMiss({ cookies: { v: "canary" } }))?.headers, { cookie: "v=canary-not" });
  assert.equal(await nearMiss({ headers: { "x-user": { prefix: "a" } } }), undefined);
});

Deno.test("a header that a tier does not pass on is found, by what the proxies counted and by what is answered", async () => {
  const cluster = lab([service("b")]);
  const hops = [{ name: "a → b", callee: find(cluster, "b") }];
  const example = await forcedExample({ headers: { "x-canary": { exact: "true" } } });
  const answers = (headers: Readonly<Record<string, string>>) =>
    Array.from(
      { length: 20 },
      () => ({ body: JSON.stringify({ service: "b", version: "canary", headers, upstreams: [] }) }),
    );
  const judge = (counts: HopCounts, headers = { "x-canary": "true" } as Readonly<Record<string, string>>) =>
    judgeSurvival(hops, new Map([["a → b", counts]]), answers(headers), example)[0];
  assert.equal(judge(of(0, 20))?.passed, true);
  assert.equal(judge(of(18, 2))?.passed, false);
  assert.equal(judge(of(0, 20), {})?.passed, false);
  assert.equal(judge(of(0, 3))?.passed, false, "most never came by");
});
