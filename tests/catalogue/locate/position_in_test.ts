import assert from "node:assert/strict";
import { locate } from "../../../lib/catalogue/locate/mod.ts";
import { positionIn } from "../../../lib/catalogue/locate/position_in.ts";

const rows: readonly (readonly [name: string, text: string, line: number, column: number])[] = [
  ["the first line", "export default { a: 1 };", 1, 21],
  ["a later line", "\n\nexport default {\n  a: 1,\n};", 4, 6],
  ["lines that end in CR LF", "// one\r\nexport default {\r\n  a: 1,\r\n};", 3, 6],
  ["lines that end in CR", "// one\rexport default {\r  a: 1,\r};", 3, 6],
  ["accented letters, one unit each", 'export default { é: "é", a: 1 };', 1, 29],
  ["astral characters, two units each", 'export default { b: "🐙🐙", a: 1 };', 1, 32],
  ["astral characters on the line before", 'export default { b: "🐙🐙",\n  a: 1 };', 2, 6],
  ["a byte order mark, which has no width", "\uFEFFexport default { a: 1 };", 1, 21],
  ["a byte order mark on the line before", "\uFEFF\nexport default { a: 1 };", 2, 21],
  ["tabs, one column each", "export default {\n\t\ta: 1 };", 2, 6],
  ["a line separator, which ends no line in an editor", 'export default { b: "\u2028", a: 1 };', 1, 29],
];

for (const [name, text, line, column] of rows) {
  Deno.test(`columns count UTF-16 code units from 1: ${name}`, () => {
    assert.deepEqual(locate(text, ["a"]), { line, column, exact: true });
  });
}

Deno.test("every offset of a text has its own place, in order", () => {
  const text = "\uFEFFab\r\nc\n\n🐙d\re";
  const at = positionIn(text);
  const places = Array.from({ length: text.length - 1 }, (_, index) => at(index + 1));
  assert.deepEqual(places[0], { line: 1, column: 1 });
  for (let index = 1; index < places.length; index++) {
    const [before, place] = [places[index - 1]!, places[index]!];
    const next = place.line === before.line && place.column === before.column + 1;
    assert.ok(next || (place.line === before.line + 1 && place.column === 1), `${index}`);
  }
});
