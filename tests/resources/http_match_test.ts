import assert from "node:assert/strict";
import fc from "fast-check";
import type { StringMatchInput } from "../../lib/model/types.ts";
import { forcedMatch, pathsUnder } from "../../lib/resources/http_match.ts";

Deno.test("a forced route has all of its conditions together", () => {
  assert.deepEqual(
    forcedMatch({ method: "POST", headers: { "x-canary": { exact: "true" } }, cookies: { beta: "yes" } }),
    {
      method: { exact: "POST" },
      headers: { "x-canary": { exact: "true" }, cookie: { regex: String.raw`(.*;\s*)?beta=yes(;.*)?` } },
    },
  );
});

Deno.test("a route without conditions compares nothing", () => {
  assert.deepEqual(forcedMatch({}), {});
  assert.deepEqual(forcedMatch({ headers: {}, cookies: {} }), {});
});

for (
  const [prefix, path, expected] of [
    ["/", undefined, {}],
    ["/api", undefined, { uri: { prefix: "/api" } }],
    ["/", { regex: "/v[0-9]+" }, { uri: { regex: "/v[0-9]+" } }],
    ["/api", { regex: "/v[0-9]+" }, undefined],
    ["/api", { exact: "/api/beta" }, { uri: { exact: "/api/beta" } }],
    ["/api", { exact: "/beta" }, undefined],
    ["/api", { prefix: "/api/beta" }, { uri: { prefix: "/api/beta" } }],
    ["/api/beta", { prefix: "/api" }, { uri: { prefix: "/api/beta" } }],
    ["/api", { prefix: "/beta" }, undefined],
  ] as const
) {
  Deno.test(`of the paths ${JSON.stringify(path ?? "all")} those below ${prefix} are ${JSON.stringify(expected ?? "none")}`, () => {
    assert.deepEqual(pathsUnder(prefix, path), expected);
  });
}

Deno.test("a path is under a prefix exactly when it begins with it and is matched by the route", () => {
  const path = fc.array(fc.constantFrom("a", "b"), { maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
  const match = fc.oneof(path.map((exact) => ({ exact })), path.map((prefix) => ({ prefix })));
  const matches = (of: StringMatchInput, text: string) =>
    "exact" in of
      ? text === of.exact
      : "prefix" in of
      ? text.startsWith(of.prefix)
      : assert.fail("an expression");
  fc.assert(fc.property(path, match, path, (prefix, route, request) => {
    const under = pathsUnder(prefix, route);
    const found = under !== undefined && matches(under.uri ?? { prefix: "/" }, request);
    assert.equal(found, request.startsWith(prefix) && matches(route, request));
  }));
});
