import assert from "node:assert/strict";
import { explainRule, listRules, type RuleDocument } from "../../lib/report/rule_document.ts";
import { plainStyle } from "../../lib/report/style.ts";

const rule: RuleDocument = {
  code: "MESH012",
  name: "step-out-of-range",
  severity: "error",
  summary: "A step above 100 %",
  reason: "Istio would refuse it.",
  fix: "Write a weight from 0 to 100.",
  example: { wrong: "canary: {\n  steps: [120],\n}", right: "canary: {\n  steps: [100],\n}" },
};

Deno.test("rules are listed in columns", () => {
  const other: RuleDocument = { ...rule, code: "MESH1", severity: "warning", summary: "Calls in a circle" };
  assert.deepEqual(listRules([rule, other], plainStyle), [
    "MESH012  error    A step above 100 %",
    "MESH1    warning  Calls in a circle",
  ]);
});

Deno.test("a rule is explained with its example", () => {
  assert.equal(
    explainRule(rule, plainStyle),
    `MESH012 error step-out-of-range
A step above 100 %

Why
  Istio would refuse it.

Fix
  Write a weight from 0 to 100.

Wrong
  canary: {
    steps: [120],
  }

Right
  canary: {
    steps: [100],
  }`,
  );
});
