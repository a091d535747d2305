/** The page that says what came of the corpus has every transition, with what a plan says of it. */
import assert from "node:assert/strict";
import { CORPUS_PAGE } from "../lab/plan/corpus_page.ts";
import { notPlayed, plays } from "../lab/plan/plays.ts";
import { findingCodes, groundOf } from "../../lib/plan/finding.ts";
import { corpus } from "./corpus/mod.ts";

const rows = Deno.readTextFileSync(CORPUS_PAGE).split("\n").filter((line) => line.startsWith("| "))
  .map((line) => line.slice(1, -1).split("|").map((cell) => cell.trim()));

const sectionOf = (name: string) => rows.filter(([first]) => first === name);

Deno.test("every transition is played, or it is said why not", () => {
  assert.equal(plays.length + notPlayed.length, corpus.length);
  assert.ok(plays.length >= 40);
});

for (const { transition: { name, expected } } of plays) {
  Deno.test(`the page says of "${name}" what the plan does`, () => {
    const found = sectionOf(name);
    assert.equal(found.length, 1, "it is there once: it was played, and nothing disagreed");
    const [, ...cells] = found[0]!;
    const text = cells.join(" ");
    const isEvaluated = expected.some((code) => groundOf[code] === "evaluated");
    for (const code of expected) {
      if (isEvaluated) assert.ok(text.includes(`\`${code}\``), text);
      else if (code !== "immutable-field") assert.ok(text.includes(findingCodes[code]), text);
    }
    if (expected.length === 0) assert.equal(cells.length, 2, "it stands among those that are safe");
  });
}

for (const { transition: { name }, reason } of notPlayed) {
  Deno.test(`the page says why "${name}" isn't played`, () => {
    const found = sectionOf(name);
    assert.equal(found.length, 1);
    assert.equal(found[0]!.at(-1), reason);
  });
}
