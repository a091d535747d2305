import assert from "node:assert/strict";
import type { Finding } from "../../../lab/verify/proof.ts";
import { saysSo } from "./says_so.ts";

const counted = (canary: number, rest: Partial<Finding> = {}): Finding => ({
  passed: false,
  text: `backend → ml: ${canary} of 2,000 requests went to canary`,
  numbers: { requests: 2000, canary },
  ...rest,
});
const SWAPPED = { says: /^backend → ml: /, canaryPercent: 90 };

const CASES: readonly { readonly name: string; readonly finding: Finding; readonly expected: boolean }[] = [
  { name: "the share itself is it", finding: counted(1800), expected: true },
  { name: "what chance makes a little less is it", finding: counted(1795), expected: true },
  { name: "what chance makes a little more is it", finding: counted(1830), expected: true },
  { name: "the share that is declared is not it", finding: counted(200), expected: false },
  { name: "the half is not it", finding: counted(1000), expected: false },
  { name: "all is not it", finding: counted(2000), expected: false },
  { name: "a finding that passed is not it", finding: counted(1800, { passed: true }), expected: false },
  {
    name: "another hop's finding is not it",
    finding: counted(1800, { text: "frontend → backend: 1,800 of 2,000 requests went to canary" }),
    expected: false,
  },
  {
    name: "a finding without numbers is not it",
    finding: { passed: false, text: "backend → ml: x" },
    expected: false,
  },
];

for (const { name, finding, expected } of CASES) {
  Deno.test(`a split that was swapped: ${name}`, () => {
    assert.equal(saysSo({ findings: [counted(200, { passed: true }), finding] }, SWAPPED), expected);
  });
}

Deno.test("where no share is asked for, the text decides", () => {
  const findings = [{ passed: false, text: "backend → ml: 0 of 2,000 requests (0.0 %) went to canary" }];
  assert.ok(saysSo({ findings }, { says: / 0 of 2,000 / }));
  assert.ok(!saysSo({ findings }, { says: / 1 of 2,000 / }));
});
