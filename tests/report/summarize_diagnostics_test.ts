import assert from "node:assert/strict";
import type { LocatedDiagnostic, Severity } from "../../lib/diagnostic.ts";
import { summarizeDiagnostics } from "../../lib/report/summarize_diagnostics.ts";
import { diagnostic } from "./diagnostic_fixture.ts";

const at = (severity: Severity, file: string): LocatedDiagnostic =>
  diagnostic({ severity, origin: { file, path: [] } });

const cases: readonly [string, readonly LocatedDiagnostic[], string | undefined][] = [
  ["nothing", [], undefined],
  ["one error", [at("error", "a")], "1 error in 1 file"],
  ["only warnings", [at("warning", "a"), at("warning", "a")], "2 warnings in 1 file"],
  [
    "both in two files",
    [at("error", "a"), at("error", "b"), at("warning", "b")],
    "2 errors, 1 warning in 2 files",
  ],
];

for (const [name, diagnostics, expected] of cases) {
  Deno.test(`the mistakes are counted: ${name}`, () => {
    assert.equal(summarizeDiagnostics(diagnostics), expected);
  });
}
