import assert from "node:assert/strict";
import { fileDifference } from "../../lib/report/file_difference.ts";
import { jsonDocument } from "../../lib/report/json_document.ts";
import { diagnostic } from "./diagnostic_fixture.ts";

Deno.test("the document has every part, and counts what it lists", () => {
  assert.deepEqual(
    jsonDocument({
      command: "generate",
      exitCode: 1,
      diagnostics: [diagnostic({ fix: "write 100" }), diagnostic({ severity: "warning" })],
      changes: [
        { path: "clusters/a.yaml", kind: "create", editedByHand: false },
        { path: "clusters/b.yaml", kind: "update", editedByHand: true },
      ],
      differences: [fileDifference({ path: "clusters/b.yaml", before: "a\n", after: "b\n" })],
      unchanged: 3,
      outside: 2,
      written: false,
      wording: "planned",
      milliseconds: 12.6,
    }),
    {
      command: "generate",
      exitCode: 1,
      diagnostics: [
        {
          severity: "error",
          code: "MESH012",
          file: "services/backend.ts",
          line: 2,
          column: 19,
          path: "canary.steps[2]",
          message: "canary.steps[2] is 120, must be at most 100",
          fix: "write 100",
        },
        {
          severity: "warning",
          code: "MESH012",
          file: "services/backend.ts",
          line: 2,
          column: 19,
          path: "canary.steps[2]",
          message: "canary.steps[2] is 120, must be at most 100",
        },
      ],
      changes: [
        { path: "clusters/a.yaml", change: "create", editedByHand: false },
        {
          path: "clusters/b.yaml",
          change: "update",
          editedByHand: true,
          difference: "--- a/clusters/b.yaml\n+++ b/clusters/b.yaml\n@@ -1,1 +1,1 @@\n-a\n+b",
        },
      ],
      summary: {
        errors: 1,
        warnings: 1,
        created: 1,
        updated: 1,
        deleted: 0,
        unchanged: 3,
        outside: 2,
        written: false,
        milliseconds: 13,
      },
    },
  );
});

Deno.test("a failure is said, and nothing else is missing", () => {
  const document = jsonDocument({
    command: "generate",
    exitCode: 3,
    failure: { message: "Cannot write", details: ["it is full"], fix: "free some space" },
    diagnostics: [],
    unchanged: 0,
    outside: 0,
    written: false,
    wording: "done",
    milliseconds: 0,
  });
  assert.deepEqual(document.failure, {
    message: "Cannot write",
    details: ["it is full"],
    fix: "free some space",
  });
  assert.deepEqual(document.changes, []);
});
