import assert from "node:assert/strict";
import fc from "fast-check";
import { RE2JS } from "re2js";
import { cookiePattern } from "../../lib/resources/cookie_pattern.ts";

const matches = (cookies: Record<string, string>, header: string) =>
  RE2JS.compile(cookiePattern(cookies)).matches(header);

for (
  const [header, expected] of [
    ["beta=1.0", true],
    ["sid=x; beta=1.0", true],
    ["beta=1.0; sid=x", true],
    ["sid=x;beta=1.0;other=y", true],
    ["beta=1.01", false],
    ["beta=1x0", false],
    ["alphabeta=1.0", false],
    ["x=beta=1.0", false],
    ["beta=", false],
    ["", false],
  ] as const
) {
  Deno.test(`the header ${JSON.stringify(header)} ${expected ? "has" : "does not have"} the cookie beta=1.0`, () => {
    assert.equal(matches({ beta: "1.0" }, header), expected);
  });
}

Deno.test("several cookies are found in any order", () => {
  const wanted = { a: "1", b: "2", c: "3" };
  assert.ok(matches(wanted, "c=3; x=y; a=1; b=2"));
  assert.ok(matches(wanted, "b=2; c=3; a=1"));
  assert.ok(!matches(wanted, "a=1; b=2"));
  assert.ok(!matches(wanted, "a=1; b=2; c=4"));
});

Deno.test("a header matches exactly when its list of cookies has all the wanted ones", () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,2}$/);
  const value = fc.stringMatching(/^[A-Za-z0-9._-]{1,2}$/);
  const jar = fc.dictionary(name, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
  fc.assert(
    fc.property(jar, fc.array(fc.tuple(name, value), { maxLength: 4 }), fc.boolean(), (wanted, sent, all) => {
      const list = [...sent, ...(all ? Object.entries(wanted) : [])].map(([key, text]) => `${key}=${text}`);
      const expected = Object.entries(wanted).every(([key, text]) => list.includes(`${key}=${text}`));
      assert.equal(
        matches(wanted, list.join("; ")),
        expected,
        `${JSON.stringify(wanted)} in ${list.join("; ")}`,
      );
    }),
  );
});

Deno.test("the order in which cookies are written doesn't change the pattern", () => {
  assert.equal(cookiePattern({ a: "1", b: "2" }), cookiePattern({ b: "2", a: "1" }));
});

Deno.test("no cookie and too many are refused", () => {
  const refusal = (count: number) => ({
    name: "RangeError",
    message: `Cannot match ${count} cookies at once: from 1 to 4 can be`,
  });
  assert.throws(() => cookiePattern({}), refusal(0));
  assert.throws(() => cookiePattern({ a: "1", b: "1", c: "1", d: "1", e: "1" }), refusal(5));
  assert.ok(matches({ a: "1", b: "1", c: "1", d: "1" }, "d=1; c=1; b=1; a=1"));
});
