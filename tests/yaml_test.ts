import { parse, parseAll, stringify } from "@std/yaml";
import assert from "node:assert/strict";
import * as module from "../lib/yaml.ts";

Deno.test("the stand-in exports the functions of @std/yaml and nothing else", () => {
  assert.deepEqual(Object.keys(module).sort(), ["parse", "parseAll", "stringify"]);
  assert.equal(module.parse, parse);
});

Deno.test("a document is read by the core schema of YAML 1.2", () => {
  const documents: readonly (readonly [string, unknown])[] = [
    ["", null],
    ["# a comment\n", null],
    ["text", "text"],
    ["a: 1\nb: [x, 1.5, true, null, ~]\n", { a: 1, b: ["x", 1.5, true, null, null] }],
    ["yes: no\non: off\n", { yes: "no", on: "off" }],
    ["a: &x {b: 1}\nc: *x\n", { a: { b: 1 }, c: { b: 1 } }],
    ["a: |\n  b\n  c\n", { a: "b\nc\n" }],
    ["\uFEFFa: 1\r\nb: 2\r\n", { a: 1, b: 2 }],
    ['"2024-01-01"', "2024-01-01"],
  ];
  for (const [text, value] of documents) assert.deepEqual(parse(text), value, text);
});

Deno.test("several documents are read one by one", () => {
  assert.deepEqual(parseAll("a: 1\n---\nb\n---\n- c\n"), [{ a: 1 }, "b", ["c"]]);
  assert.deepEqual(parseAll("a: 1\n"), [{ a: 1 }]);
  assert.deepEqual(parseAll(""), []);
});

Deno.test("what is not YAML is refused with line and column", () => {
  const refused: readonly (readonly [string, string])[] = [
    ["a: 1\nb: [", "unexpected end of the stream within a flow collection at line 2, column 5"],
    ["a: 1\na: 2", "duplicated mapping key at line 2, column 1"],
    ["a: *b", 'unidentified alias "b" at line 1, column 5'],
    ["a: !b c", "unknown scalar tag !<!b> at line 1, column 4"],
    ["a\n---\nb", "found 2 documents, expected a single one"],
  ];
  for (const [text, reason] of refused) {
    assert.throws(() => parse(text), new SyntaxError(`Cannot parse YAML: ${reason}`));
  }
  assert.throws(() => parseAll("a: 1\n---\nb: ["), {
    name: "SyntaxError",
    message: /^Cannot parse YAML: .* line 3/,
  });
});

Deno.test("the last of several entries with the same key counts where duplicates are allowed", () => {
  assert.deepEqual(parse("a: 1\na: 2", { allowDuplicateKeys: true }), { a: 2 });
  assert.deepEqual(parseAll("a: 1\na: 2", { allowDuplicateKeys: true }), [{ a: 2 }]);
});

Deno.test("a value is written so that it is read back, also by YAML 1.1", () => {
  assert.equal(stringify({ b: ["x", { c: 1 }], a: "text" }), "b:\n  - x\n  - c: 1\na: text\n");
  for (const string of ["on", "y", "1e3", "0o7", "1:30", "2024-01-01", "~", "", "a: b", "# a"]) {
    assert.match(stringify([string]), /^ *- ['"].*['"]\n$/);
    assert.deepEqual(parse(stringify([string])), [string]);
  }
});

Deno.test("each option of stringify changes what it says", () => {
  const shared = { z: 1, x: [2] };
  assert.equal(stringify(shared, { indent: 4 }), "z: 1\nx:\n    - 2\n");
  assert.equal(stringify(shared, { arrayIndent: false }), "z: 1\nx:\n- 2\n");
  assert.equal(stringify(shared, { sortKeys: true }), "x:\n  - 2\nz: 1\n");
  assert.equal(stringify({ a: 1, b: 2 }, { sortKeys: (a, b) => a < b ? 1 : -1 }), "b: 2\na: 1\n");
  assert.match(stringify([shared, shared]), /\*/);
  assert.doesNotMatch(stringify([shared, shared], { useAnchors: false }), /[&*]/);
  const words = "word ".repeat(40) + "end";
  assert.ok(stringify({ words }).trim().split("\n").length > 2);
  assert.equal(stringify({ words }, { lineWidth: -1 }), `words: ${words}\n`);
});

Deno.test("what YAML has no word for is refused", () => {
  for (const value of [undefined, () => 1, { a: () => 1 }, [Symbol("a")], { a: new Map() }]) {
    assert.throws(() => stringify(value), { name: "TypeError", message: /^Cannot write YAML: / });
  }
});
