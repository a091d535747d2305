/** Tests of one rule, each a catalogue and what the rule says of it. */
import assert from "node:assert/strict";
import type { AnyRule } from "../../lib/rules/rule.ts";
import { linesOf } from "./catalogue_of.ts";

/** The rule refuses a catalogue with exactly these lines; the sentence goes on after the code: `a weight above 100`. */
export function refuses(rule: AnyRule, what: string, text: string, lines: readonly string[]): void {
  Deno.test(`${rule.code} refuses ${what}`, () => {
    assert.ok(lines.length > 0);
    assert.deepEqual(linesOf(rule, text), lines);
  });
}

/** The rule has nothing to say of a catalogue. */
export function accepts(rule: AnyRule, what: string, text: string): void {
  Deno.test(`${rule.code} accepts ${what}`, () => {
    assert.deepEqual(linesOf(rule, text), []);
  });
}
