import assert from "node:assert/strict";
import { findAwait, findLoop, findThrow } from "../../../lib/catalogue/load/suspect_place.ts";
import { withFiles } from "./load_case.ts";

type Find = typeof findLoop;

async function found(find: Find, files: Readonly<Record<string, string>>): Promise<string | undefined> {
  return await withFiles(files, (root) => {
    const place = find(root, "a.ts");
    return Promise.resolve(place && `${place.file}:${place.position.line}:${place.position.column}`);
  });
}

const rows: readonly (readonly [name: string, find: Find, text: string, place: string | undefined])[] = [
  ["a loop without a condition", findLoop, "\n for (;;);", "a.ts:2:2"],
  ["a loop while true", findLoop, "while (true) {}", "a.ts:1:1"],
  ["a loop that does while 1", findLoop, "do {} while (1);", "a.ts:1:1"],
  [
    "a loop without an end rather than an earlier one with one",
    findLoop,
    "for (const x of y);\nfor (;;);",
    "a.ts:2:1",
  ],
  ["any loop rather than none", findLoop, "let n = 1;\nwhile (n > 0) n++;", "a.ts:2:1"],
  ["a loop in a function", findLoop, "const f = () => { for (;;); };", "a.ts:1:19"],
  ["no loop", findLoop, "const f = () => f();", undefined],
  ["an await at the top level", findAwait, "const f = async () => await x;\nawait f();", "a.ts:2:1"],
  ["a loop that awaits at the top level", findAwait, "for await (const x of y);", "a.ts:1:1"],
  ["an await only in a function", findAwait, "const f = async () => { await x; };", undefined],
  ["a throw at the top level", findThrow, "const f = () => { throw 1; };\nif (x) throw 2;", "a.ts:2:8"],
  ["a file that doesn't compile", findLoop, "for (;;) {", undefined],
];

for (const [name, find, text, place] of rows) {
  Deno.test(`suspects ${name}`, async () => assert.equal(await found(find, { "a.ts": text }), place));
}

Deno.test("suspects what a file imports where the file itself gives no cause", async () => {
  const files = {
    "a.ts": 'import "./b.ts";',
    "b.ts": 'import "./c.ts";\nfor (const x of y);',
    "c.ts": "for (;;);",
  };
  assert.equal(await found(findLoop, files), "c.ts:1:1");
});
