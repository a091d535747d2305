import assert from "node:assert/strict";
import { sourceVersion } from "../../lib/pipeline/source_version.ts";

const modules = new URL("../../lib/", import.meta.url);

/** Waits until the second in which the generator was last changed is over, for its looks say nothing before. */
async function settled() {
  for (;;) {
    const found = sourceVersion();
    if (found.looks !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

Deno.test("a version is taken over while every module looks the same, and read again otherwise", async () => {
  const found = await settled();
  const remembered = { ...found, version: "as remembered" };
  assert.equal(sourceVersion(remembered), remembered);
  for (const looks of [null, "otherwise"]) {
    assert.deepEqual(sourceVersion({ ...remembered, looks }), found);
  }
});

Deno.test("a module that was changed shows, whatever its text and its time stamp", async () => {
  const folder = Deno.makeTempDirSync();
  const probe = `
    import { sourceVersion } from ${JSON.stringify("./lib/pipeline/source_version.ts")};
    console.log(JSON.stringify(sourceVersion()));`;
  try {
    Deno.mkdirSync(`${folder}/lib/pipeline`, { recursive: true });
    for (const file of ["pipeline/source_version.ts", "pipeline/looks.ts"]) {
      Deno.copyFileSync(new URL(file, modules), `${folder}/lib/${file}`);
    }
    Deno.writeTextFileSync(`${folder}/lib/a.ts`, "1;");
    Deno.writeTextFileSync(`${folder}/probe.ts`, probe);
    const ask = async () => {
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", "--allow-read=.", "probe.ts"],
        cwd: folder,
        stderr: "inherit",
      }).output();
      return JSON.parse(new TextDecoder().decode(stdout)) as ReturnType<typeof sourceVersion>;
    };
    const later = () => new Promise((resolve) => setTimeout(resolve, 1100));
    await later();
    const before = await ask();
    const { mtime } = Deno.statSync(`${folder}/lib/a.ts`);
    Deno.writeTextFileSync(`${folder}/lib/a.ts`, "2;");
    Deno.utimeSync(`${folder}/lib/a.ts`, mtime!, mtime!);
    await later();
    const after = await ask();
    assert.notEqual(before.looks, null);
    assert.notEqual(after.looks, before.looks);
    assert.notEqual(after.version, before.version);
    Deno.writeTextFileSync(`${folder}/lib/b.ts`, "");
    assert.equal((await ask()).looks, null);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
