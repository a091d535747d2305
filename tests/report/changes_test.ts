import assert from "node:assert/strict";
import type { Change } from "../../lib/report/change.ts";
import { countChanges } from "../../lib/report/change.ts";
import { listChanges, type Wording } from "../../lib/report/list_changes.ts";
import { plainStyle } from "../../lib/report/style.ts";
import { summarizeChanges } from "../../lib/report/summarize_changes.ts";

const changes: readonly Change[] = [
  { path: "clusters/base/a/deployment.yaml", kind: "create", editedByHand: false },
  { path: "clusters/base/a/service.yaml", kind: "update", editedByHand: true },
  { path: "clusters/base/b/service.yaml", kind: "delete", editedByHand: false },
];

const lists: readonly [Wording, readonly string[]][] = [
  ["done", [
    "  created clusters/base/a/deployment.yaml",
    "  updated clusters/base/a/service.yaml (edited by hand)",
    "  deleted clusters/base/b/service.yaml",
  ]],
  ["planned", [
    "  create clusters/base/a/deployment.yaml",
    "  update clusters/base/a/service.yaml (edited by hand)",
    "  delete clusters/base/b/service.yaml",
  ]],
  ["drift", [
    "  missing   clusters/base/a/deployment.yaml",
    "  outdated  clusters/base/a/service.yaml (edited by hand)",
    "  left over clusters/base/b/service.yaml",
  ]],
];

for (const [wording, expected] of lists) {
  Deno.test(`changes are listed in the words for ${wording}`, () => {
    assert.deepEqual(listChanges(changes, wording, plainStyle, 10), expected);
  });
}

Deno.test("a long list names the first and counts the others", () => {
  assert.deepEqual(listChanges(changes, "done", plainStyle, 1), [
    "  created clusters/base/a/deployment.yaml",
    "  … and 2 others",
  ]);
});

const sums: readonly [Wording, Parameters<typeof summarizeChanges>[0], string][] = [
  ["done", countChanges(changes, 84), "clusters/: 1 created, 1 updated, 1 deleted, 84 unchanged (0.31 s)"],
  [
    "planned",
    countChanges(changes, 84),
    "clusters/: 1 to create, 1 to update, 1 to delete, 84 unchanged; nothing was written (0.31 s)",
  ],
  [
    "drift",
    countChanges(changes, 84),
    "clusters/: 1 missing, 1 outdated, 1 left over, 84 as the catalogue says (0.31 s)",
  ],
  ["drift", countChanges([], 1087), "clusters/: 1,087 files as the catalogue says (0.31 s)"],
];

for (const [wording, counts, expected] of sums) {
  Deno.test(`the sum is ${expected}`, () => assert.equal(summarizeChanges(counts, wording, 312), expected));
}
