import assert from "node:assert/strict";
import { fileDifference } from "../../lib/report/file_difference.ts";
import type { Outcome } from "../../lib/report/outcome.ts";
import { type OutcomeOptions, printOutcome } from "../../lib/report/print_outcome.ts";
import { diagnostic } from "./diagnostic_fixture.ts";
import { recordedOutput } from "./recorded_output.ts";

const drift: Outcome = {
  command: "check",
  exitCode: 2,
  diagnostics: [],
  changes: [
    { path: "clusters/a.yaml", kind: "create", editedByHand: false },
    { path: "clusters/b.yaml", kind: "update", editedByHand: true },
  ],
  unchanged: 5,
  outside: 0,
  written: false,
  wording: "drift",
  milliseconds: 120,
};

const difference = fileDifference({ path: "clusters/b.yaml", before: "a\n", after: "b\n" });

const cases: readonly [string, Outcome, Partial<OutcomeOptions>, result: string, messages: string][] = [
  [
    "the sum and the files",
    drift,
    {},
    `clusters/: 1 missing, 1 outdated, 0 left over, 5 as the catalogue says (0.12 s)
  missing   clusters/a.yaml
  outdated  clusters/b.yaml (edited by hand)
  fix: run "deno task generate" and commit the result
`,
    "",
  ],
  [
    "what lies outside the selection",
    { ...drift, changes: [], outside: 1 },
    {},
    "clusters/: 5 files as the catalogue says (0.12 s)\n",
    "1 more file differs outside what was asked for\n",
  ],
  [
    "a failure instead of changes",
    { ...drift, failure: { message: "Cannot write", details: ["clusters/a.yaml"], fix: "free some space" } },
    {},
    "",
    "error: Cannot write\n  clusters/a.yaml\n  fix: free some space\n",
  ],
  ["nothing where the catalogue is invalid", omitChanges(drift), {}, "", ""],
  [
    "annotations beside the sum",
    drift,
    { format: "github", most: 1 },
    `clusters/: 1 missing, 1 outdated, 0 left over, 5 as the catalogue says (0.12 s)
  missing   clusters/a.yaml
  … and 1 other
  fix: run "deno task generate" and commit the result
`,
    '::error file=clusters/a.yaml,line=1,title=drift::clusters/a.yaml is missing%0Afix: run "deno task generate" ' +
    "and commit the result\n",
  ],
  [
    "the differences",
    { ...drift, differences: [difference] },
    { differences: "whole" },
    "--- a/clusters/b.yaml\n+++ b/clusters/b.yaml\n@@ -1,1 +1,1 @@\n-a\n+b\n",
    "",
  ],
  [
    "how long the differences are",
    { ...drift, differences: [difference] },
    { differences: "stat" },
    " clusters/b.yaml | 2 +-\n 1 file changed, 1 line added, 1 line removed\n",
    "",
  ],
];

function omitChanges({ changes: _, ...outcome }: Outcome): Outcome {
  return outcome;
}

for (const [name, outcome, options, result, messages] of cases) {
  Deno.test(`an outcome is printed: ${name}`, () => {
    const output = recordedOutput();
    printOutcome(outcome, output, { format: "text", most: 10, ...options });
    assert.equal(output.resultText(), result);
    assert.equal(output.messageText(), messages);
  });
}

Deno.test("JSON is one document on the result's stream and nothing else", () => {
  const output = recordedOutput();
  printOutcome({ ...drift, diagnostics: [diagnostic()] }, output, { format: "json", most: 0 });
  assert.equal(output.messageText(), "");
  assert.equal(JSON.parse(output.resultText()).diagnostics[0].code, "MESH012");
});
