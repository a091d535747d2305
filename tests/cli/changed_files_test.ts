import assert from "node:assert/strict";
import { join } from "@std/path";
import { changedFiles } from "../../lib/cli/changed_files.ts";

/** Does one thing after the other in a watched folder and tells which names were reported after each. */
async function reported(...actions: readonly ((folder: string) => Promise<unknown>)[]): Promise<string[][]> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const stop = new AbortController();
  try {
    await Deno.writeTextFile(join(folder, "a.ts"), "1");
    const saves = changedFiles([folder], stop.signal);
    const found: string[][] = [];
    for (const action of actions) {
      const next = saves.next();
      await action(folder);
      const { value } = await next;
      found.push([...value ?? []].map((path) => path.slice(folder.length + 1)).sort());
    }
    stop.abort();
    assert.equal((await saves.next()).done, true);
    return found;
  } finally {
    for (const made of [folder, `${folder}-team`]) {
      await Deno.remove(made, { recursive: true }).catch(() => {});
    }
  }
}

Deno.test("each save is reported once", async () => {
  const save = (folder: string) => Deno.writeTextFile(join(folder, "a.ts"), "2");
  assert.deepEqual(await reported(save, save), [["a.ts"], ["a.ts"]]);
});

Deno.test("files saved together are reported together", async () => {
  const save = async (folder: string) => {
    for (const name of ["a.ts", "b.ts", "c.ts"]) await Deno.writeTextFile(join(folder, name), "2");
  };
  assert.deepEqual(await reported(save), [["a.ts", "b.ts", "c.ts"]]);
});

Deno.test("a file put in place by renaming is reported, what the editor needed for that is not", async () => {
  const save = async (folder: string) => {
    await Deno.writeTextFile(join(folder, "4913"), "");
    await Deno.writeTextFile(join(folder, "a.ts~"), "1");
    await Deno.writeTextFile(join(folder, ".a.ts.swp"), "1");
    await Deno.writeTextFile(join(folder, ".#a.ts"), "1");
    await Deno.writeTextFile(join(folder, "sedA1b2C3"), "2");
    await Deno.rename(join(folder, "sedA1b2C3"), join(folder, "a.ts"));
  };
  assert.deepEqual(await reported(save), [["a.ts"]]);
});

Deno.test("a file that goes is reported", async () => {
  assert.deepEqual(await reported((folder) => Deno.remove(join(folder, "a.ts"))), [["a.ts"]]);
});

Deno.test("files in a new folder, and a folder that moves away, are reported", async () => {
  const make = async (folder: string) => {
    await Deno.mkdir(join(folder, "team"));
    await Deno.writeTextFile(join(folder, "team/b.ts"), "");
  };
  const move = (folder: string) => Deno.rename(join(folder, "team"), `${folder}-team`);
  const [made, moved] = await reported(make, move);
  assert.ok(made?.includes("team"), String(made));
  assert.deepEqual(moved, ["team"]);
});
