import assert from "node:assert/strict";
import { DiskError } from "../../lib/disk/errors.ts";
import { scan } from "../../lib/disk/scan.ts";
import type { Snapshot } from "../../lib/disk/snapshot.ts";
import { formatIndex, readIndex } from "../../lib/disk/tree_index.ts";
import { foldersAbove } from "../../lib/disk/relative_path.ts";
import { contents, put, withRoot } from "./support/temporary_root.ts";
import { generated, treeOf, write } from "./support/trees.ts";

const TREE = treeOf(["base/backend/service.yaml", "base/ml/service.yaml", "lab/README.md"]);

function rescan(root: string): Snapshot {
  return scan(root, readIndex(`${root}/.state/index`), null);
}

// As though time had passed: what was written just now is read again otherwise.
function settle(root: string): void {
  const { files, ...index } = readIndex(`${root}/.state/index`)!;
  const folders = ["", ...new Set([...files.keys()].flatMap((path) => [...foldersAbove(path)]))];
  // Older than a tick of the file system's clock, or the next change could have the same time.
  const past = new Date(Date.now() - 10_000);
  const settled = [...files].map(([path, entry]) => {
    Deno.utimeSync(`${root}/${path}`, past, past);
    const modified = Deno.lstatSync(`${root}/${path}`).mtime!.getTime();
    return [path, { ...entry, modified, recent: false }] as const;
  });
  const listed = folders.map((folder) => {
    Deno.utimeSync(`${root}/${folder}`, past, past);
    const { mtime, ino } = Deno.lstatSync(`${root}/${folder}`);
    return [folder, { modified: mtime!.getTime(), inode: ino! }] as const;
  });
  const after = { ...index, files: new Map(settled), listed: new Map(listed) };
  Deno.writeTextFileSync(`${root}/.state/index`, formatIndex(after));
}

Deno.test("a tree that does not exist is empty", () =>
  withRoot((root) => {
    const found = scan(root, undefined, null);
    assert.equal(found.files.size + found.directories.size + found.obstacles.size, 0);
    assert.equal(found.untouched, false);
  }));

Deno.test("ours, edited and foreign files are told apart without an index", () =>
  withRoot((root) => {
    put(root, {
      "a.yaml": generated("a.yaml"),
      "b.yaml": generated("b.yaml") + "# a note\n",
      "base/c.yaml": "mine: true\n",
      "base/empty.yaml": "",
      "base/picture.png": "\u0089PNG",
    });
    const found = scan(root, undefined, null);
    const kinds = [...found.files].map(([path, { checksum, intact }]) => [path, checksum !== null, intact])
      .sort();
    assert.deepEqual(kinds, [
      ["a.yaml", true, true],
      ["b.yaml", true, false],
      ["base/c.yaml", false, false],
      ["base/empty.yaml", false, false],
      ["base/picture.png", false, false],
    ]);
    assert.deepEqual([...found.directories], ["base"]);
    assert.equal(found.filesRead, 5);
  }));

Deno.test("links are neither followed nor opened, whatever they lead to", () =>
  withRoot((root) => {
    put(root, { "a.yaml": generated("a.yaml"), "../outside/b.yaml": generated("b.yaml") });
    Deno.symlinkSync("a.yaml", `${root}/file.yaml`);
    Deno.symlinkSync("../outside", `${root}/folder`);
    Deno.symlinkSync("nowhere", `${root}/dangling`);
    Deno.symlinkSync(".", `${root}/loop`);
    const found = scan(root, undefined, null);
    assert.deepEqual([...found.files.keys()], ["a.yaml"]);
    assert.deepEqual([...found.obstacles].sort(), [
      ["dangling", "symbolicLink"],
      ["file.yaml", "symbolicLink"],
      ["folder", "symbolicLink"],
      ["loop", "symbolicLink"],
    ]);
  }));

Deno.test("a pipe is not opened, which would wait for ever", () =>
  withRoot((root) => {
    put(root, { "a.yaml": generated("a.yaml") });
    assert.ok(new Deno.Command("mkfifo", { args: [`${root}/pipe.yaml`] }).outputSync().success);
    assert.deepEqual([...scan(root, undefined, null).obstacles], [["pipe.yaml", "special"]]);
  }));

Deno.test("the root must be a folder", () =>
  withRoot((root) => {
    put(root.slice(0, root.lastIndexOf("/")), { "real/a.yaml": "" });
    Deno.symlinkSync("real", root);
    const notAFolder = (message: RegExp) => (error: unknown) => {
      assert.ok(error instanceof DiskError);
      assert.equal(error.code, "notADirectory");
      assert.match(error.message, message);
      return true;
    };
    assert.throws(
      () => scan(root, undefined, null),
      notAFolder(/^Cannot use ".*clusters": it is a symbolic link$/),
    );
    Deno.removeSync(root);
    Deno.writeTextFileSync(root, "");
    assert.throws(() => scan(root, undefined, null), notAFolder(/: it is not a folder$/));
  }));

Deno.test("a tree as it was written is untouched, no file of it is read and no folder listed", () =>
  withRoot(async (root) => {
    await write(root, TREE);
    settle(root);
    const found = rescan(root);
    assert.equal(found.filesRead + found.foldersRead, 0);
    assert.equal(found.untouched, true);
    assert.equal(found.inputs, "all");
    assert.deepEqual([...found.files.keys()].sort(), [...TREE.keys()].sort());
    assert.deepEqual([...found.directories].sort(), ["base", "base/backend", "base/ml", "lab"]);
  }));

Deno.test("a folder that was changed just now is listed again, for another change may leave the same time stamp", () =>
  withRoot(async (root) => {
    await write(root, TREE);
    settle(root);
    const now = Date.now() / 1000;
    Deno.utimeSync(`${root}/base`, now, now);
    const found = rescan(root);
    assert.equal(found.foldersRead, 1);
    assert.notEqual(found.listed.get("base/ml")!.modified, 0);
    assert.equal(found.listed.get("base")!.modified, 0);
  }));

Deno.test("a link is found again in a folder that looks the same", () =>
  withRoot(async (root) => {
    await write(root, TREE);
    Deno.symlinkSync("service.yaml", `${root}/base/ml/link.yaml`);
    const past = new Date(Date.now() - 10_000);
    Deno.utimeSync(`${root}/base/ml`, past, past);
    const first = rescan(root);
    const path = `${root}/.state/index`;
    Deno.writeTextFileSync(path, formatIndex({ ...first, generation: "again" }));
    const second = rescan(root);
    assert.deepEqual([...second.obstacles], [["base/ml/link.yaml", "symbolicLink"]]);
    assert.deepEqual(second.obstacles, first.obstacles);
  }));

Deno.test("a file written just now is read again, for another change may leave the same time stamp", () =>
  withRoot(async (root) => {
    await write(root, treeOf(["a.yaml"]));
    const now = Date.now() / 1000;
    Deno.utimeSync(`${root}/a.yaml`, now, now);
    const found = rescan(root);
    assert.equal(found.filesRead, 1);
    assert.equal(found.untouched, true);
    assert.equal(found.files.get("a.yaml")!.recent, true);
    assert.equal(readIndexAfter(root, found).files.get("a.yaml")!.modified, 0);
  }));

function readIndexAfter(root: string, { files, listed }: Snapshot) {
  const path = `${root}/.state/again`;
  Deno.writeTextFileSync(path, formatIndex({ generation: "x", inputs: null, notes: null, files, listed }));
  return readIndex(path)!;
}

Deno.test("every way to change a tree is noticed", async () => {
  const path = "base/ml/service.yaml";
  const text = TREE.get(path)!;
  const other = text.replace("Test", "Tset");
  const rows: [string, (root: string) => void][] = [
    ["a longer text", (root) => Deno.writeTextFileSync(`${root}/${path}`, text + "x")],
    ["a text of the same length", (root) => Deno.writeTextFileSync(`${root}/${path}`, other)],
    ["a text of the same length with the old time stamp, in the same file, later", (root) => {
      const { mtime } = Deno.lstatSync(`${root}/${path}`);
      backdate(root);
      Deno.writeTextFileSync(`${root}/${path}`, other);
      Deno.utimeSync(`${root}/${path}`, mtime!, mtime!);
    }],
    ["another file with the old time stamp put in its place", (root) => {
      const { mtime } = Deno.lstatSync(`${root}/${path}`);
      Deno.writeTextFileSync(`${root}/new`, other);
      Deno.utimeSync(`${root}/new`, mtime!, mtime!);
      Deno.renameSync(`${root}/new`, `${root}/${path}`);
    }],
    ["an emptied file", (root) => Deno.truncateSync(`${root}/${path}`)],
    ["a deleted file", (root) => Deno.removeSync(`${root}/${path}`)],
    ["a deleted folder", (root) => Deno.removeSync(`${root}/base`, { recursive: true })],
    ["a file replaced by a link", (root) => {
      Deno.removeSync(`${root}/${path}`);
      Deno.symlinkSync("../backend/service.yaml", `${root}/${path}`);
    }],
    ["a folder replaced by a link", (root) => {
      Deno.renameSync(`${root}/base/ml`, `${root}/../ml`);
      Deno.symlinkSync("../../ml", `${root}/base/ml`);
    }],
    ["one more file of ours", (root) => put(root, { "base/copy.yaml": text })],
    ["one more file of ours in a new folder", (root) => put(root, { "lab/new/copy.yaml": text })],
    ["one more file of ours in a folder whose time stamp is set back, later", (root) => {
      const { mtime } = Deno.lstatSync(`${root}/lab`);
      backdate(root);
      put(root, { "lab/copy.yaml": text });
      Deno.utimeSync(`${root}/lab`, mtime!, mtime!);
    }],
    ["a file under another name", (root) => Deno.renameSync(`${root}/${path}`, `${root}/base/ml/s.yaml`)],
    ["another folder put in a folder's place", (root) => {
      put(root, { "base/new/service.yaml": text, "base/new/more.yaml": text });
      const { mtime } = Deno.lstatSync(`${root}/base/ml`);
      Deno.utimeSync(`${root}/base/new`, mtime!, mtime!);
      Deno.removeSync(`${root}/base/ml`, { recursive: true });
      Deno.renameSync(`${root}/base/new`, `${root}/base/ml`);
    }],
    ["no index", (root) => Deno.removeSync(`${root}/.state/index`)],
  ];
  for (const [what, change] of rows) {
    await withRoot(async (root) => {
      await write(root, TREE);
      settle(root);
      assert.equal(rescan(root).untouched, true, what);
      change(root);
      assert.equal(rescan(root).untouched, false, what);
    });
  }
});

// The index as though it had been put in place a while ago; its ctime cannot be set, so the clock's part is played by
// waiting until the second in which it was written is over, for file times too, which lag behind the clock by a tick.
function backdate(root: string): void {
  const installed = Math.floor(Deno.lstatSync(`${root}/.state/index`).ctime!.getTime() / 1000);
  while (Date.now() < (installed + 1) * 1000 + 50) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

Deno.test("a file of others beside ours, and a touched file with the same text, leave the tree untouched", () =>
  withRoot(async (root) => {
    await write(root, TREE);
    settle(root);
    put(root, { "base/notes.md": "mine\n" });
    Deno.utimeSync(`${root}/lab/README.md`, 1, 1);
    const found = rescan(root);
    assert.equal(found.untouched, true);
    assert.equal(found.filesRead, 2);
  }));

Deno.test("a file of ours that a power cut emptied is still ours", () =>
  withRoot(async (root) => {
    await write(root, TREE);
    Deno.truncateSync(`${root}/lab/README.md`);
    const entry = rescan(root).files.get("lab/README.md")!;
    assert.equal(entry.checksum === null, false);
    assert.equal(entry.intact, false);
    await write(root, TREE);
    assert.deepEqual(contents(root), Object.fromEntries(TREE));
  }));

Deno.test("a large file of others is not read whole", () =>
  withRoot((root) => {
    put(root, { "dump.yaml": "" });
    Deno.truncateSync(`${root}/dump.yaml`, 3 * 2 ** 30);
    assert.equal(scan(root, undefined, null).files.get("dump.yaml")!.checksum, null);
  }));

Deno.test("a large file of ours is read whole", () =>
  withRoot((root) => {
    put(root, { "large.yaml": generated("large.yaml", "x".repeat(2 ** 21)) });
    assert.equal(scan(root, undefined, null).files.get("large.yaml")!.intact, true);
  }));
