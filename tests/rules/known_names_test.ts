import assert from "node:assert/strict";
import { knownNames } from "../../lib/rules/known_names.ts";

Deno.test("a name that is near is asked for", () => {
  assert.equal(knownNames("bakend", ["frontend", "backend"]), 'did you mean "backend"?');
});

Deno.test("where none is near, five names are listed in order, and the others counted", () => {
  assert.equal(knownNames("zzzzzz", ["b", "a"]), 'known: "a", "b"');
  assert.equal(
    knownNames("zzzzzz", ["g", "f", "e", "d", "c", "b", "a"]),
    'known: "a", "b", "c", "d", "e" and 2 more',
  );
});

Deno.test("where there is no name at all, that is said", () => {
  assert.equal(knownNames("a", []), "there is none to name");
});
