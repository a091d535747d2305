import assert from "node:assert/strict";
import { runWriter, type Surroundings } from "./support/child.ts";
import { contents, leftovers, withRoot } from "./support/temporary_root.ts";
import { oldAndNew, shown, write } from "./support/trees.ts";

const SIZE = 120;
const { before: OLD, after: NEW } = oldAndNew(SIZE);
const WRITE_NEW = ["write", "after", String(SIZE)];

function succeeds(program: string, ...args: string[]): boolean {
  return new Deno.Command(program, { args, stdout: "null", stderr: "null" }).outputSync().success;
}

const mayMount = succeeds("unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt");
const mayDropRights = succeeds(
  "setpriv",
  "--reuid=65534",
  "--regid=65534",
  "--clear-groups",
  Deno.execPath(),
  "--version",
);
if (!mayMount) console.log("Left out: full disk, read-only folder (mounting is not permitted here)");
if (!mayDropRights) {
  console.log("Left out: permission denied (giving up root's rights is not permitted here)");
}

/** The tree as it is after a run that ended within its own mounts; `saved` is where the run copied it to. */
function found(root: string): Record<string, string> {
  const saved = `${root}/../saved`;
  assert.deepEqual(leftovers(saved), []);
  return contents(saved);
}

const SAVE = 'cp -a clusters/. "$FOLDER/saved"';

function onDiskWith(freePages: number): Surroundings {
  const before = `
    mkdir "$FOLDER/saved" "$FOLDER/disk"
    mount -t tmpfs -o size=64m none "$FOLDER/disk"
    cp -a clusters "$FOLDER/disk"
    cd "$FOLDER/disk"
    used=$(df --output=used -k . | tail -1)
    mount -o remount,size=$((used + 4 * ${freePages}))k "$FOLDER/disk"
  `;
  return { mounts: true, before, after: SAVE };
}

Deno.test({
  name: "a disk that fills up, wherever a write then is, keeps the old tree and nothing besides",
  ignore: !mayMount,
  async fn() {
    const outcomes = new Map<number, boolean>();
    const isEnough = (freePages: number): Promise<boolean> =>
      withRoot(async (root) => {
        await write(root, OLD);
        const { report, stderr } = await runWriter(root, WRITE_NEW, onDiskWith(freePages));
        assert.ok(report !== undefined, stderr);
        const failed = "error" in report;
        outcomes.set(freePages, !failed);
        if (failed) {
          assert.deepEqual([report.error.code, report.error.remedy], [
            "diskFull",
            "free some space and run again",
          ]);
          assert.match(report.error.message, /^Cannot write "clusters.*": the disk is full$/);
        }
        assert.deepEqual(found(root), shown(failed ? OLD : NEW));
        return !failed;
      });
    // The least room that is enough is looked for, so that the last steps before the commit point fail too.
    let [tooLittle, enough] = [-1, 1024];
    while (enough - tooLittle > 1) {
      const middle = (tooLittle + enough) >> 1;
      if (await isEnough(middle)) enough = middle;
      else tooLittle = middle;
    }
    const failures = [...outcomes].filter(([, done]) => !done).length;
    assert.ok(failures >= 3 && failures < outcomes.size, `some fail and some do not: ${[...outcomes]}`);
  },
});

Deno.test({
  name: "a disk that fills up while two threads prepare a write keeps the old tree and nothing besides",
  ignore: !mayMount,
  fn: () =>
    withRoot(async (root) => {
      await write(root, OLD);
      const { report, stderr } = await runWriter(root, ["write", "after", "4000"], onDiskWith(3000));
      assert.ok(report !== undefined && "error" in report, stderr);
      assert.equal(report.error.code, "diskFull");
      assert.deepEqual(found(root), shown(OLD));
    }),
});

Deno.test({
  name: "a read-only tree is told and stays as it is",
  ignore: !mayMount,
  async fn() {
    const rows: [string, RegExp][] = [
      ["", /^Cannot lock "clusters\/\.state\/lock": the file system is read-only$/],
      ["rm -r clusters/.state", /^Cannot write "clusters\/\.state": the file system is read-only$/],
      ["rm -r clusters", /^Cannot write "clusters": the file system is read-only$/],
    ];
    for (const [first, message] of rows) {
      await withRoot(async (root) => {
        await write(root, OLD);
        const before = `${first}\nmount --bind . .; mount -o remount,bind,ro "$FOLDER"; cd "$FOLDER"`;
        const { report, stderr } = await runWriter(root, WRITE_NEW, { mounts: true, before });
        assert.ok(report !== undefined && "error" in report, stderr);
        assert.equal(report.error.code, "readOnly");
        assert.match(report.error.message, message);
        if (first !== "rm -r clusters") assert.deepEqual(contents(root), shown(OLD));
        if (first === "") assert.deepEqual(leftovers(root), []);
      });
    }
  },
});

Deno.test({
  name: "a folder that something else is mounted on is told, and the old tree stays",
  ignore: !mayMount,
  async fn() {
    const folder = "clusters/base/service-3";
    for (const before of [`mount --bind ${folder} ${folder}`, `mount --bind -o ro ${folder} ${folder}`]) {
      await withRoot(async (root) => {
        await write(root, OLD);
        const { report, stderr } = await runWriter(root, WRITE_NEW, { mounts: true, before });
        assert.ok(report !== undefined && "error" in report, stderr);
        assert.equal(
          report.error.message,
          `Cannot write "${folder}": it is mounted apart from the rest of the tree`,
        );
        assert.deepEqual(contents(root), shown(OLD));
        assert.deepEqual(leftovers(root), []);
      });
    }
  },
});

Deno.test({
  name: "a folder without the permission to write, or to read, is told, and the old tree stays",
  ignore: !mayDropRights,
  async fn() {
    const rows: [string, string, RegExp][] = [
      ["0555", "clusters/base/service-3", /^Cannot write "clusters\/base\/service-3": permission denied$/],
      ["0555", "clusters/.state", /^Cannot write "clusters": permission denied$/],
      ["0444", "clusters/.state/lock", /^Cannot lock "clusters\/\.state\/lock": permission denied$/],
      ["0311", "clusters/base/service-3", /^Cannot read "clusters\/base\/service-3": permission denied$/],
      [
        "0222",
        "clusters/base/service-3/file-1.yaml",
        /^Cannot read "clusters\/base\/service-3\/file-1.yaml": permission/,
      ],
    ];
    for (const [mode, path, message] of rows) {
      await withRoot(async (root) => {
        await write(root, OLD);
        // Without an index every file is read.
        const before = `rm clusters/.state/index; chown -R 65534:65534 .; chmod ${mode} ${path}`;
        const { report, stderr } = await runWriter(root, WRITE_NEW, { before, unprivileged: true });
        assert.ok(report !== undefined && "error" in report, stderr);
        assert.match(report.error.message, message);
        assert.equal(report.error.code, "permissionDenied");
        assert.deepEqual(contents(root), shown(OLD));
        assert.deepEqual(leftovers(root), []);
      });
    }
  },
});
