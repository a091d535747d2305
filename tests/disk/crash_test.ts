import assert from "node:assert/strict";
import type { FileTree } from "../../lib/tree/file_tree.ts";
import { openTree } from "../../lib/disk/open_tree.ts";
import { readTree } from "../../lib/disk/read_tree.ts";
import { kill, line, startWriter } from "./support/child.ts";
import { interrupt } from "./support/interrupted.ts";
import { contents, leftovers, put, withRoot } from "./support/temporary_root.ts";
import { oldAndNew, shown, write } from "./support/trees.ts";

const FOREIGN = { "base/service-0/notes.txt": "mine\n", "own/notes.txt": "mine\n" };

/** Where in a write a kill landed, by what it left. */
type Phase = "preparing" | "moving" | "elsewhere";

function phaseOf(root: string): Phase {
  const left = leftovers(root);
  if (left.includes("journal")) return "moving";
  return left.length > 0 ? "preparing" : "elsewhere";
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until something holds, looking again and again; false when the child ended before. */
async function until(child: Deno.ChildProcess, holds: () => boolean): Promise<boolean> {
  let ended = false;
  child.status.then(() => ended = true);
  while (!holds()) {
    if (ended) return false;
    await pause(0);
  }
  return true;
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Two trees, and what must hold of the disk at any instant of a write from one to the other. */
function pair(oldTree: FileTree, newTree: FileTree) {
  const trees = [oldTree, newTree].map(shown);
  const [before, after] = trees as [Record<string, string>, Record<string, string>];
  const whole = trees.map((tree) => JSON.stringify(tree));
  return {
    before,
    after,
    /** Which of the two a reader sees; anything else fails. */
    async read(root: string): Promise<Record<string, string>> {
      const seen = Object.fromEntries(await readTree(root));
      const which = whole.indexOf(JSON.stringify(seen));
      assert.notEqual(which, -1, "a reader sees a mix of two trees");
      return trees[which]!;
    },
    /** Every file is the old or the new one, whole; files that both trees have are there; others' are untouched. */
    checkFiles(root: string): void {
      const found = contents(root);
      for (const [path, text] of Object.entries(found)) {
        if (path in FOREIGN) continue;
        const isEither = text === before[path] || text === after[path] || path.endsWith("/");
        assert.ok(isEither, `"${path}" is neither the old file nor the new one`);
      }
      for (const [path, text] of Object.entries(FOREIGN)) assert.equal(found[path], text, path);
      for (const path of Object.keys(before)) {
        assert.ok(!(path in after) || path in found, `"${path}" is missing`);
      }
    },
  };
}

function sorted(files: Record<string, string>): Record<string, string> {
  return shown(new Map(Object.entries(files)));
}

Deno.test("killed at any instant of a write, the tree is the old or the new one, and the next run makes it so", async () => {
  // Too few for a second thread.
  const size = 140;
  const trees = pair(oldAndNew(size).before, oldAndNew(size).after);
  const landed: Record<Phase, number> = { preparing: 0, moving: 0, elsewhere: 0 };
  let kills = 0;
  const enough = () => kills >= 220 && landed.preparing >= 10 && landed.moving >= 20;

  const lane = () =>
    withRoot(async (root) => {
      put(root, FOREIGN);
      await write(root, oldAndNew(size).before);
      while (!enough() && kills < 2000) {
        const child = startWriter(root, ["alternate", String(size)]);
        assert.equal(await line(child), "begun");
        // The time between the commit point and the end is short: every other kill is aimed at it.
        if (kills % 2 === 0) await until(child, () => exists(`${root}/.state/journal`));
        await pause(Math.random() * (kills % 2 === 0 ? 2 : 50));
        await kill(child);
        kills++;
        const phase = phaseOf(root);
        landed[phase]++;
        trees.checkFiles(root);
        const seen = await trees.read(root);
        if (phase !== "moving") assert.deepEqual(contents(root), sorted({ ...seen, ...FOREIGN }));
        // Otherwise the next child begins with what this one left.
        if (Math.random() < 0.5) {
          const { recovered } = await finish(root);
          assert.equal(recovered, { preparing: "undone", moving: "completed", elsewhere: "nothing" }[phase]);
          assert.deepEqual(contents(root), sorted({ ...seen, ...FOREIGN }));
          assert.deepEqual(leftovers(root), []);
        }
      }
    });
  await Promise.all([lane(), lane()]);
  console.log(`${kills} kills: ${JSON.stringify(landed)}`);
  assert.ok(enough(), JSON.stringify(landed));
});

/** The folders in which writes have staged files. */
function stagedTrees(root: string): readonly string[] {
  return leftovers(root).filter((name) => /^staged-[^.]*$/.test(name)).map((name) =>
    `${root}/.state/${name}`
  );
}

const manyFiles = 2600;
const many = oldAndNew(manyFiles);

for (const [what, before] of [["nothing", new Map()], ["another tree", many.before]] as const) {
  Deno.test(`killed while two threads stage thousands of files over ${what}, the tree is as before, and the next run removes them`, async () => {
    const { after } = many;
    const trees = pair(before, after);
    const creates = [...after.keys()].filter((path) => !before.has(path));
    const updates = [...after.keys()].filter((path) =>
      before.has(path) && before.get(path) !== after.get(path)
    );
    // The second thread begins with the first file; the main thread, from the end, comes to the middle before.
    const [first, middle] = [creates[0]!, [...creates, ...updates][(creates.length + updates.length) >> 1]!];
    const landed: Record<Phase, number> = { preparing: 0, moving: 0, elsewhere: 0 };
    let kills = 0;
    let together = 0;
    await withRoot(async (root) => {
      put(root, FOREIGN);
      while (together < 10 && kills < 100) {
        await write(root, before);
        const child = startWriter(root, ["write", "after", String(manyFiles)]);
        await until(child, () => stagedTrees(root).some((tree) => exists(`${tree}/${first}`)));
        await pause(Math.random() * 5);
        await kill(child);
        kills++;
        const phase = phaseOf(root);
        landed[phase]++;
        const [tree] = stagedTrees(root);
        const isThere = (path: string) => exists(`${tree}/${path}`);
        if (phase === "preparing" && isThere(first) && !isThere(middle)) together++;
        trees.checkFiles(root);
        const seen = await trees.read(root);
        if (phase === "preparing") assert.equal(seen, trees.before);
        const { recovered } = await finish(root);
        assert.equal(recovered, { preparing: "undone", moving: "completed", elsewhere: "nothing" }[phase]);
        assert.deepEqual(contents(root), sorted({ ...seen, ...FOREIGN }));
        assert.deepEqual(leftovers(root), []);
      }
    });
    console.log(`${kills} kills: ${JSON.stringify(landed)}, ${together} of them while both threads staged`);
    assert.ok(together >= 10, `${together} of ${kills}`);
  });
}

async function finish(root: string): Promise<{ recovered: string }> {
  using tree = await openTree(root);
  return { recovered: tree.recovery.kind };
}

Deno.test("killed while it completes an interrupted write, a run is completed by the next", async () => {
  const size = 300;
  const { before, after } = oldAndNew(size);
  const trees = pair(before, after);
  let kills = 0;
  let midway = 0;
  await withRoot(async (root) => {
    put(root, FOREIGN);
    while ((kills < 40 || midway < 20) && kills < 600) {
      await write(root, before);
      const { id, files, directories } = interrupt(root, after);
      const steps = [...directories, ...files].map((path) => `${root}/.state/staged-${id}/${path}`);
      // Killed once or several times, each time after another step.
      for (let step = 0; step < steps.length && leftovers(root).includes("journal");) {
        const child = startWriter(root, ["recover"]);
        assert.equal(await line(child), "begun");
        step += Math.floor(Math.random() * (steps.length - step));
        await until(child, () => !exists(steps[step]!));
        await kill(child);
        kills++;
        step++;
        if (steps.some(exists) && leftovers(root).includes("journal")) midway++;
        trees.checkFiles(root);
        assert.equal(await trees.read(root), trees.after);
      }
      await finish(root);
      assert.deepEqual(contents(root), sorted({ ...trees.after, ...FOREIGN }));
      assert.deepEqual(leftovers(root), []);
    }
  });
  console.log(`${kills} kills, ${midway} of them midway`);
  assert.ok(midway >= 20, `${midway} of ${kills}`);
});
