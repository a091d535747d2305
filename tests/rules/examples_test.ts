import assert from "node:assert/strict";
import type { Diagnostic } from "../../lib/diagnostic.ts";
import type { AnyRule } from "../../lib/rules/rule.ts";
import { rules } from "../../lib/rules/registry.ts";
import { diagnosticsOf } from "./catalogue_of.ts";

for (const { code, name, severity, example } of rules) {
  Deno.test(`${code} ${name} refuses its wrong example, and no other rule does`, () => {
    const found = diagnosticsOf(example.wrong);
    assert.deepEqual([...new Set(found.map((diagnostic) => `${diagnostic.code} ${diagnostic.severity}`))], [
      `${code} ${severity}`,
    ]);
  });

  Deno.test(`${code} ${name}: no rule has anything to say of its right example`, () => {
    assert.deepEqual(diagnosticsOf(example.right), []);
  });
}

/** The same rule, made to look at every service. */
function unbounded(rule: AnyRule): AnyRule {
  if (rule.over !== "service" && rule.over !== "definition") return rule;
  const { about: _, ...rest } = rule;
  return rest;
}

Deno.test("no rule finds more where it looks at services that have none of its fields", () => {
  const everywhere = rules.map(unbounded);
  for (const { example } of rules) {
    for (const text of [example.wrong, example.right]) {
      assert.deepEqual(
        diagnosticsOf(text, everywhere).map(said).sort(),
        diagnosticsOf(text).map(said).sort(),
      );
    }
  }
});

function said({ code, origin, message }: Diagnostic): string {
  return `${origin.file} ${code} ${message}`;
}
