import assert from "node:assert/strict";
import fc from "fast-check";
import { sourceExcerpt } from "../../lib/report/source_excerpt.ts";
import { plainStyle } from "../../lib/report/style.ts";

function characterAtCaret(excerpt: string): string | undefined {
  const [line, caret] = excerpt.split("\n") as [string, string];
  return line[caret.indexOf("^")];
}

Deno.test("a tab is as wide as a blank, so the caret stands below its column", () => {
  assert.equal(
    sourceExcerpt("\t\ta:\t120,", { line: 1, column: 6 }, plainStyle),
    "  1 | a: 120,\n    |    ^",
  );
});

Deno.test("a caret in the indentation stands at its end", () => {
  assert.equal(sourceExcerpt("    a", { line: 1, column: 2 }, plainStyle), "  1 | a\n    | ^");
});

Deno.test("an empty line has no excerpt", () => {
  assert.equal(sourceExcerpt("a\n   \nb", { line: 2, column: 1 }, plainStyle), undefined);
});

Deno.test("the caret points at the same character however long the line is", () => {
  const text = fc.string({ unit: fc.constantFrom(..."abcdefghij {}[],:"), minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(text, fc.nat(), (line, at) => {
      const column = at % line.length;
      fc.pre(line[column] !== " ");
      const excerpt = sourceExcerpt(line, { line: 1, column: column + 1 }, plainStyle);
      assert.ok(excerpt !== undefined);
      assert.equal(characterAtCaret(excerpt), line[column]);
      assert.ok(excerpt.split("\n")[0]!.length <= 110);
    }),
  );
});
