/** With the real Git: two checkouts of one repository. */
import assert from "node:assert/strict";
import { checkout } from "../../../lib/canary/world/git.ts";
import { DriverCheckout } from "../../../lib/canary/world/driver_checkout.ts";
import { ProgramError, programsIn } from "../../../lib/canary/world/program.ts";

async function git(folder: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args: ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args],
    cwd: folder,
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

async function withCheckouts(use: (a: string, b: string, origin: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "checkouts-" });
  try {
    const origin = `${folder}/origin.git`;
    await git(folder, "init", "--quiet", "--bare", "--initial-branch=main", origin);
    const [a, b] = [`${folder}/a`, `${folder}/b`];
    await git(folder, "clone", "--quiet", origin, a);
    await git(a, "switch", "--quiet", "--create", "main");
    await Deno.mkdir(`${a}/services`);
    await Deno.writeTextFile(`${a}/services/shop.ts`, "1\n");
    await Deno.writeTextFile(`${a}/other`, "1\n");
    await git(a, "add", "--all");
    await git(a, "commit", "--quiet", "--message=first");
    await git(a, "push", "--quiet", "origin", "HEAD:main");
    await git(folder, "clone", "--quiet", origin, b);
    for (const clone of [a, b]) {
      await git(clone, "config", "user.name", "t");
      await git(clone, "config", "user.email", "t@example.org");
    }
    await use(a, b, origin);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const driver = (folder: string, discard = false) =>
  new DriverCheckout(programsIn(folder), { remote: "origin", branch: "main", discard });

async function change(folder: string, text: string): Promise<string> {
  await Deno.writeTextFile(`${folder}/services/shop.ts`, text);
  return await checkout(programsIn(folder)).commit(["services/shop.ts"], `shop: ${text}`);
}

Deno.test("of two drivers that commit at once, one is first and the other has nothing left of its commit", async () => {
  await withCheckouts(async (a, b) => {
    const [first, second] = [driver(a), driver(b)];
    const base = await first.synchronise();
    assert.equal(await second.synchronise(), base);
    const made = await change(a, "2\n");
    await change(b, "3\n");
    assert.equal(await first.push(), true);
    assert.equal(await second.push(), false);
    assert.equal(await git(b, "rev-parse", "HEAD"), base);
    assert.equal(await git(b, "status", "--porcelain"), "");
    assert.equal(await second.synchronise(), made);
    assert.equal(await Deno.readTextFile(`${b}/services/shop.ts`), "2\n");
  });
});

Deno.test("the last change of some paths is found, whatever came after it elsewhere", async () => {
  await withCheckouts(async (a) => {
    const made = await change(a, "2\n");
    await Deno.writeTextFile(`${a}/other`, "2\n");
    const later = await checkout(programsIn(a)).commit(["other"], "other");
    await git(a, "push", "--quiet", "origin", "HEAD:main");
    const own = driver(a);
    const head = await own.synchronise();
    const { changed, changedAt } = await own.lastChange(["services/shop.ts"]);
    assert.deepEqual([head, changed], [later, made]);
    assert.ok(Math.abs(changedAt - Date.now() / 1000) < 3600);
    assert.equal(await own.contains(later, made), true);
    assert.equal(await own.contains(made, later), false);
    assert.equal(await own.contains("0".repeat(40), made), false);
  });
});

const dirty: readonly [name: string, make: (folder: string) => Promise<unknown>][] = [
  ["changed files", (folder) => Deno.writeTextFile(`${folder}/services/shop.ts`, "9\n")],
  ["new files", (folder) => Deno.writeTextFile(`${folder}/services/new.ts`, "9\n")],
  ["commits that aren't pushed", (folder) => change(folder, "9\n")],
];

for (const [name, make] of dirty) {
  Deno.test(`a checkout with ${name} is refused, unless it is the driver's own`, async () => {
    await withCheckouts(async (a) => {
      await make(a);
      await assert.rejects(driver(a).synchronise(), ProgramError);
      if (name === "new files") return;
      await driver(a, true).synchronise();
      assert.equal(await Deno.readTextFile(`${a}/services/shop.ts`), "1\n");
    });
  });
}

Deno.test("another branch is refused", async () => {
  await withCheckouts(async (a) => {
    await git(a, "switch", "--quiet", "--create", "elsewhere");
    await assert.rejects(driver(a).synchronise(), /is on "elsewhere", not on "main"/);
  });
});

Deno.test("a push that the remote refuses for its own reasons isn't tried for ever", async () => {
  await withCheckouts(async (a, _, origin) => {
    await Deno.writeTextFile(
      `${origin}/hooks/pre-receive`,
      "#!/bin/sh\necho protected branch >&2\nexit 1\n",
      { mode: 0o755 },
    );
    const own = driver(a);
    const base = await own.synchronise();
    await change(a, "2\n");
    await assert.rejects(own.push(), /Cannot push to "main": [^]*protected branch/);
    assert.equal(await git(a, "rev-parse", "HEAD"), base);
  });
});

Deno.test("a commit holds the given paths alone, deletions and new files included", async () => {
  await withCheckouts(async (a) => {
    const own = checkout(programsIn(a));
    await Deno.writeTextFile(`${a}/other`, "mine\n");
    await git(a, "add", "other");
    await Deno.remove(`${a}/services/shop.ts`);
    await Deno.writeTextFile(`${a}/services/new.ts`, "1\n");
    await own.commit(["services"], "--amend is no option here\n\nbody\n");
    assert.equal(
      await git(a, "show", "--name-status", "--format=%s", "--no-renames", "HEAD"),
      "--amend is no option here\n\nA\tservices/new.ts\nD\tservices/shop.ts",
    );
    assert.equal(await git(a, "status", "--porcelain"), "M  other");
    await assert.rejects(own.requireCommitted(["other"]), /"other" has changes that aren't committed/);
    await own.requireCommitted(["services"]);
  });
});
