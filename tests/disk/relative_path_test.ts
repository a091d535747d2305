import assert from "node:assert/strict";
import { foldersAbove, isWritablePath, parentOf } from "../../lib/disk/relative_path.ts";

Deno.test("only a path that every system can hold below the root is writable", () => {
  const rows: [string, boolean][] = [
    ["a.yaml", true],
    ["base/backend/service.yaml", true],
    ["base/über/a.yaml", true],
    ["base/.hidden/a.yaml", true],
    ["a".repeat(255), true],
    ["", false],
    ["/etc/passwd", false],
    ["../outside.yaml", false],
    ["base/../../outside.yaml", false],
    ["base/./a.yaml", false],
    ["base//a.yaml", false],
    ["base/", false],
    ["base\\a.yaml", false],
    ["base/a\nb.yaml", false],
    ["base/a\u0000b.yaml", false],
    [".state/index", false],
    [".STATE/index", false],
    [".state", false],
    ["base/.state/a.yaml", true],
    ["a".repeat(256), false],
    ["ü".repeat(128), false],
  ];
  for (const [path, expected] of rows) assert.equal(isWritablePath(path), expected, JSON.stringify(path));
});

Deno.test("a path knows the folders it is in", () => {
  assert.equal(parentOf("a.yaml"), "");
  assert.equal(parentOf("a/b/c.yaml"), "a/b");
  assert.deepEqual([...foldersAbove("a.yaml")], []);
  assert.deepEqual([...foldersAbove("a/b/c.yaml")], ["a/b", "a"]);
});
