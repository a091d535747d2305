import assert from "node:assert/strict";
import { commitOf, makeBareRepository } from "../../../lab/git/bare_repository.ts";
import { git } from "../../../lab/git/git_command.ts";
import { pushWorkingTree } from "../../../lab/git/push_working_tree.ts";
import { LabError } from "../../../lab/lab_error.ts";
import { readFiles, temporaryFolder, writeFiles } from "./temporary_folder.ts";

interface Places {
  readonly workingTree: string;
  readonly store: string;
  readonly remote: string;
  /** Clones the remote's `main` and reads its files. */
  readonly clone: () => Promise<Readonly<Record<string, string>>>;
}

function pushTest(name: string, body: (places: Places) => Promise<void>): void {
  Deno.test(name, async () => {
    await using folder = await temporaryFolder();
    const at = (below: string) => `${folder.path}/${below}`;
    const remote = at("remote.git");
    await makeBareRepository(remote);
    await Deno.mkdir(at("tree"));
    let clones = 0;
    const clone = async () => {
      const to = at(`clone-${clones++}`);
      await git(["clone", "--quiet", remote, to]);
      return await readFiles(to);
    };
    await body({ workingTree: at("tree"), store: at("store.git"), remote, clone });
  });
}

pushTest("what is pushed is what the folder holds, committed or not", async (places) => {
  const files = { "a.yaml": "a: 1\n", "deep/er/b.yaml": "b: 2\r\n", "name with blank": "" };
  await writeFiles(places.workingTree, files);
  const { changed, commit } = await pushWorkingTree(places);
  assert.equal(changed, true);
  assert.equal(await commitOf(places.remote, "main"), commit);
  assert.deepEqual(await places.clone(), files);
});

pushTest("a second push adds, changes and removes files on top of the first", async (places) => {
  await writeFiles(places.workingTree, { "kept": "k", "changed": "1", "removed": "r" });
  const first = await pushWorkingTree(places);
  await Deno.remove(`${places.workingTree}/removed`);
  await writeFiles(places.workingTree, { "changed": "2", "added": "a" });
  const second = await pushWorkingTree({ ...places, message: "Move the weight" });
  assert.deepEqual(await places.clone(), { kept: "k", changed: "2", added: "a" });
  const log = await git(["log", "--format=%H %s", "main"], { repository: places.remote });
  assert.deepEqual(log.split("\n"), [
    `${second.commit} Move the weight`,
    `${first.commit} State of the working tree`,
  ]);
});

pushTest("without a change nothing is committed", async (places) => {
  await writeFiles(places.workingTree, { "a": "1" });
  const { commit } = await pushWorkingTree(places);
  assert.deepEqual(await pushWorkingTree(places), { commit, changed: false });
});

pushTest("what somebody else pushed stays in the history", async (places) => {
  await writeFiles(places.workingTree, { "a": "1" });
  await pushWorkingTree(places);
  const other = { ...places, store: `${places.store}-of-another` };
  await writeFiles(places.workingTree, { "a": "2" });
  const { commit } = await pushWorkingTree(other);
  await writeFiles(places.workingTree, { "a": "3" });
  await pushWorkingTree(places);
  assert.equal(await git(["rev-parse", "main^"], { repository: places.remote }), commit);
});

pushTest("ignored files are not pushed", async (places) => {
  await writeFiles(places.workingTree, {
    ".gitignore": "/secret\n",
    "secret": "s",
    "local": "l",
    "a": "1",
    ".git/info/exclude": "/local\n",
  });
  await pushWorkingTree(places);
  assert.deepEqual(Object.keys(await places.clone()).sort(), [".gitignore", "a"]);
});

pushTest("the person's own repository stays as it is, and its hooks don't run", async (places) => {
  const own = { repository: `${places.workingTree}/.git`, workTree: places.workingTree };
  await git(["init", "--quiet", places.workingTree]);
  await writeFiles(places.workingTree, { "committed": "1", "staged": "1" });
  await git(["add", "committed"], own);
  await git(["commit", "--quiet", "-m", "Own"], own);
  await git(["add", "staged"], own);
  await writeFiles(places.workingTree, { "committed": "2" });
  for (const hook of ["pre-commit", "pre-push", "post-index-change", "reference-transaction"]) {
    await writeFiles(own.repository, { [`hooks/${hook}`]: "#!/bin/sh\ntouch ../ran; exit 1\n" });
    await Deno.chmod(`${own.repository}/hooks/${hook}`, 0o755);
  }
  const state = async () => ({
    status: await git(["status", "--porcelain=v2", "--branch"], own),
    index: [...await Deno.readFile(`${own.repository}/index`)],
    objects: await git(["count-objects", "--verbose"], own),
    references: await git(["for-each-ref"], own),
    files: await readFiles(places.workingTree),
  });
  const before = await state();
  await pushWorkingTree(places);
  assert.deepEqual(await state(), before);
  assert.deepEqual(await places.clone(), { committed: "2", staged: "1" });
});

pushTest("a push goes on where a killed one stopped", async (places) => {
  await writeFiles(places.workingTree, { "a": "1" });
  await pushWorkingTree(places);
  await Deno.writeTextFile(`${places.store}/index.lock`, "");
  await writeFiles(places.workingTree, { "a": "2" });
  assert.equal((await pushWorkingTree(places)).changed, true);
});

pushTest("two pushes at once come one after the other", async (places) => {
  await writeFiles(places.workingTree, { "a": "1" });
  const results = await Promise.all([pushWorkingTree(places), pushWorkingTree(places)]);
  assert.deepEqual(results.map(({ changed }) => changed).sort(), [false, true]);
});

pushTest("a remote that is not there is named", async (places) => {
  await writeFiles(places.workingTree, { "a": "1" });
  const remote = `${places.remote}/nowhere`;
  await assert.rejects(pushWorkingTree({ ...places, remote }), (error) => {
    assert.ok(error instanceof LabError);
    assert.match(error.message, /^Cannot run "git ls-remote .*nowhere/);
    return true;
  });
});
