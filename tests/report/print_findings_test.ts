import assert from "node:assert/strict";
import type { Change } from "../../lib/report/change.ts";
import { printDiagnostics, printHandEdits } from "../../lib/report/print_findings.ts";
import { diagnostic } from "./diagnostic_fixture.ts";
import { recordedOutput } from "./recorded_output.ts";

const readSource = (file: string) => file === "services/backend.ts" ? "a\n    steps: [120]" : undefined;

Deno.test("mistakes have their source line, and are counted at the end", () => {
  const { messages, messageText } = recordedOutput();
  printDiagnostics(
    [
      diagnostic({ position: { line: 2, column: 13 }, fix: "write 100" }),
      diagnostic({ origin: { file: "overlays/lab.ts", path: [] }, severity: "warning", message: "m" }),
    ],
    messages,
    { format: "text", readSource, consequence: "nothing was written" },
  );
  assert.equal(
    messageText(),
    `services/backend.ts:2:13 error MESH012 canary.steps[2] is 120, must be at most 100
  2 | steps: [120]
    |         ^
  fix: write 100
overlays/lab.ts:2:19 warning MESH012 m
1 error, 1 warning in 2 files; nothing was written
`,
  );
});

Deno.test("where there are only warnings, nothing is said of a consequence", () => {
  const { messages, messageText } = recordedOutput();
  const options = {
    format: "text",
    readSource: () => undefined,
    consequence: "nothing was written",
  } as const;
  printDiagnostics([diagnostic({ severity: "warning", message: "m" })], messages, options);
  assert.equal(messageText(), "services/backend.ts:2:19 warning MESH012 m\n1 warning in 1 file\n");
});

Deno.test("without mistakes nothing is printed", () => {
  const { messages, messageText } = recordedOutput();
  printDiagnostics([], messages, { format: "text", readSource });
  assert.equal(messageText(), "");
});

Deno.test("for GitHub each mistake is an annotation", () => {
  const { messages, messageText } = recordedOutput();
  printDiagnostics([diagnostic({ message: "m" })], messages, { format: "github", readSource });
  assert.equal(
    messageText(),
    "::error file=services/backend.ts,line=2,col=19,title=MESH012::m\n1 error in 1 file\n",
  );
});

const change = (path: string, editedByHand: boolean): Change => ({ path, kind: "update", editedByHand });

Deno.test("edits by hand are named before they are overwritten", () => {
  const { messages, messageText } = recordedOutput();
  const changes = [change("clusters/a", true), change("clusters/b", false), change("clusters/c", true)];
  printHandEdits(changes, messages, 1);
  assert.equal(
    messageText(),
    `warning: 2 files were edited by hand since they were generated; the edits are overwritten
  clusters/a
  … and 1 other
  fix: make such a change in services/, overlays/ or argocd/; "git diff clusters" shows the edits
`,
  );
});

Deno.test("one edit is spoken of as one", () => {
  const { messages, messageText } = recordedOutput();
  printHandEdits([change("clusters/a", true)], messages, 1);
  assert.match(
    messageText(),
    /^warning: 1 file was edited by hand since it was generated; the edit is overwritten\n/,
  );
});

Deno.test("without edits by hand nothing is printed", () => {
  const { messages, messageText } = recordedOutput();
  printHandEdits([change("clusters/a", false)], messages, 1);
  assert.equal(messageText(), "");
});
