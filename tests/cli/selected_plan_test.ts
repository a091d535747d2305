import assert from "node:assert/strict";
import fc from "fast-check";
import { changedPlan, selectedPlan } from "../../lib/cli/selected_plan.ts";
import { wholeTree } from "../../lib/cli/selection.ts";
import type { FileEntry, Snapshot } from "../../lib/disk/snapshot.ts";
import type { FileTree } from "../../lib/tree/file_tree.ts";
import { checksumOf, withHeader } from "../../lib/tree/header.ts";

/** The snapshot of a tree as it was written. */
function snapshotOf(tree: FileTree): Snapshot {
  const files = new Map<string, FileEntry>();
  const directories = new Set<string>();
  for (const [path, text] of tree) {
    const stat = { size: text.length, modified: 1, inode: files.size + 1, recent: false };
    files.set(path, { ...stat, checksum: checksumOf(path, text), intact: true });
    const parts = path.split("/");
    for (let end = 1; end < parts.length; end++) directories.add(parts.slice(0, end).join("/"));
  }
  const known = { generation: "g", inputs: null, notes: null, untouched: true, pending: false };
  const read = { filesRead: 0, foldersRead: 0, listed: new Map() };
  return { ...known, ...read, files, directories, obstacles: new Map() };
}

const path = fc.constantFrom(
  "base/a/x.yaml",
  "base/a/y.yaml",
  "base/b/x.yaml",
  "lab/services/a/x.yaml",
  "lab/README.md",
  "lab/new/folder/x.yaml",
);
const tree = fc.uniqueArray(fc.tuple(path, fc.constantFrom("1", "2", "3")), { selector: ([path]) => path })
  .map(
    (files): FileTree =>
      new Map(files.map(([path, body]) => [path, withHeader(path, `${body}\n`, ["services/a.ts"])])),
  );

Deno.test("looking only at what differs plans the same as looking at everything", () => {
  fc.assert(
    fc.property(tree, tree, (before, after) => {
      const snapshot = snapshotOf(before);
      const everything = selectedPlan(snapshot, after, wholeTree);
      const changed = changedPlan(snapshot, before, after);
      assert.deepEqual(changed.changes, everything.changes);
      assert.equal(changed.unchanged, everything.unchanged);
      const { creates, updates, deletes, newDirectories, loose, replaced, handEdited } = everything.plan;
      // Of the folders, each plan names those that it looked at.
      const { folders: _, ...plan } = changed.plan;
      assert.deepEqual({ ...plan, same: 0 }, {
        snapshot,
        creates,
        updates,
        deletes,
        newDirectories,
        loose,
        replaced,
        handEdited,
        conflicts: [],
        same: 0,
      });
    }),
    { numRuns: 500 },
  );
});
