import assert from "node:assert/strict";
import { DELETE_LIMIT, refuseDeletes } from "../../lib/disk/brake.ts";

function files(count: number): string[] {
  return Array.from({ length: count }, (_, number) => `base/service/file-${number}.yaml`);
}

Deno.test("a few deletions need no permission", () => {
  assert.equal(refuseDeletes({ deletes: [] }), undefined);
  assert.equal(refuseDeletes({ deletes: files(DELETE_LIMIT) }), undefined);
});

Deno.test("one deletion too many is refused and every file is named", () => {
  const deletes = files(DELETE_LIMIT + 1);
  assert.deepEqual(refuseDeletes({ deletes }), { kind: "refused", deletes, applications: [], limit: 10 });
});

Deno.test("deleting an Argo CD Application always needs permission", () => {
  const rows: [string, boolean][] = [
    ["lab/argocd/applications/backend.yaml", true],
    ["lab/argocd/applications/backend.yml", true],
    ["lab/argocd/projects/backend.yaml", false],
    ["lab/argocd/applications/README.md", false],
    ["base/lab/argocd/applications/backend.yaml", false],
    ["argocd/applications/backend.yaml", false],
  ];
  for (const [path, refused] of rows) {
    const expected = refused
      ? { kind: "refused", deletes: [path], applications: [path], limit: 10 }
      : undefined;
    assert.deepEqual(refuseDeletes({ deletes: [path] }), expected, path);
  }
});
