import assert from "node:assert/strict";
import { commitOf } from "../../../lab/git/bare_repository.ts";
import { git } from "../../../lab/git/git_command.ts";
import { publishFolder } from "../../../lab/git/publish_folder.ts";
import { readFiles, temporaryFolder, writeFiles } from "./temporary_folder.ts";

Deno.test("a release has its tag and the chosen paths, ignored files among them", async () => {
  await using folder = await temporaryFolder();
  const at = (below: string) => `${folder.path}/${below}`;
  await writeFiles(at("release"), { "manifests/.gitignore": "*\n", "manifests/a": "1", "entry.json": "{}" });
  const request = { repository: at("r.git"), folder: at("release"), paths: ["manifests"], tag: "v1.2.3" };
  const commit = await publishFolder(request);
  assert.equal(await commitOf(at("r.git"), "v1.2.3"), commit);
  await git(["clone", "--quiet", "--branch=v1.2.3", at("r.git"), at("clone")]);
  assert.deepEqual(await readFiles(at("clone")), { "manifests/.gitignore": "*\n", "manifests/a": "1" });
});

Deno.test("the same files make the same commit, other files another", async () => {
  await using folder = await temporaryFolder();
  const at = (below: string) => `${folder.path}/${below}`;
  const release = (repository: string) =>
    publishFolder({ repository: at(repository), folder: at("release"), paths: ["m"], tag: "v1" });
  await writeFiles(at("release"), { "m/a": "1", "m/b": "2" });
  const first = await release("one.git");
  assert.equal(await release("one.git"), first);
  assert.equal(await release("two.git"), first);
  await Deno.remove(at("release/m/b"));
  const other = await release("one.git");
  assert.notEqual(other, first);
  assert.equal(await commitOf(at("one.git"), "v1"), other);
});
