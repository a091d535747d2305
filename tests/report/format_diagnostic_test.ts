import assert from "node:assert/strict";
import type { LocatedDiagnostic } from "../../lib/diagnostic.ts";
import { formatDiagnostic } from "../../lib/report/format_diagnostic.ts";
import { colouredStyle, plainStyle } from "../../lib/report/style.ts";
import { diagnostic } from "./diagnostic_fixture.ts";

const source = "canary: {\n  steps: [10, 25, 120],\n}\n";

const cases: readonly [
  name: string,
  fields: Partial<LocatedDiagnostic>,
  source: string | undefined,
  expected: string,
][] = [
  [
    "one line that tools parse",
    {},
    undefined,
    "services/backend.ts:2:19 error MESH012 canary.steps[2] is 120, must be at most 100",
  ],
  [
    "a warning with its fix",
    { severity: "warning", fix: "write a weight from 0 to 100" },
    undefined,
    "services/backend.ts:2:19 warning MESH012 canary.steps[2] is 120, must be at most 100\n" +
    "  fix: write a weight from 0 to 100",
  ],
  [
    "the source line, without its indentation, and a caret below the column",
    { fix: "write a weight from 0 to 100" },
    source,
    "services/backend.ts:2:19 error MESH012 canary.steps[2] is 120, must be at most 100\n" +
    "  2 | steps: [10, 25, 120],\n" +
    "    |                 ^\n" +
    "  fix: write a weight from 0 to 100",
  ],
  [
    "no excerpt where the file has no such line",
    { position: { line: 9, column: 1 } },
    source,
    "services/backend.ts:9:1 error MESH012 canary.steps[2] is 120, must be at most 100",
  ],
  [
    "control characters are escaped",
    { message: 'name is "\u001b[2J\n::error::\u202e"' },
    undefined,
    'services/backend.ts:2:19 error MESH012 name is "\\u001b[2J\\n::error::\\u202e"',
  ],
];

for (const [name, fields, source, expected] of cases) {
  Deno.test(`a mistake is printed as ${name}`, () => {
    assert.equal(formatDiagnostic(diagnostic(fields), plainStyle, source), expected);
  });
}

Deno.test("colour sets off the place and the severity and changes no word", () => {
  const printed = formatDiagnostic(diagnostic(), colouredStyle, source);
  const words = printed.replaceAll("\x1b[", "‹");
  assert.ok(words.startsWith("‹1mservices/backend.ts:2:19‹22m ‹31merror‹39m MESH012 "), words);
  const plain = words.replaceAll(/‹[0-9]+m/g, "");
  assert.equal(plain, formatDiagnostic(diagnostic(), plainStyle, source));
});
