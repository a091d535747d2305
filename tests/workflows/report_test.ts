import assert from "node:assert/strict";
import { report } from "../../.github/pull_request/report.ts";
import { notesOf } from "../../.github/release/notes.ts";

Deno.test("the report has the summary of the catalogue and of clusters/, and the difference of clusters/", async () => {
  const root = await Deno.makeTempDir();
  const git = async (...args: readonly string[]) => {
    const { success, stderr } = await new Deno.Command("git", {
      args: ["-C", root, "-c", "user.name=a", "-c", "user.email=a@b.invalid", ...args],
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
  };
  const write = (path: string, text: string) => Deno.writeTextFile(`${root}/${path}`, text);
  try {
    await git("init", "--quiet");
    for (const folder of ["services", "overlays", "argocd", "clusters", "lib"]) {
      await Deno.mkdir(`${root}/${folder}`);
      await write(`${folder}/a`, "one\n");
    }
    // A tree must not choose a program that shows its difference.
    await write(".gitattributes", "* diff=evil\n");
    await git("add", ".");
    await git("commit", "--quiet", "-m", "one");
    for (const folder of ["services", "clusters", "lib"]) await write(`${folder}/a`, "two\n");
    await git("commit", "--quiet", "-a", "-m", "two");
    await git("config", "diff.evil.textconv", "touch evil; cat");
    const { "summary.txt": summary, "rendered.diff": rendered } = await report(root, "HEAD^1");
    assert.match(summary!, /clusters\/a .*\n.*services\/a /);
    assert.doesNotMatch(summary!, /lib/);
    assert.match(rendered!, /^-one\n\+two$/m);
    assert.doesNotMatch(rendered!, /services/);
    const nothing = await report(root, "HEAD");
    assert.match(nothing["summary.txt"]!, /^Nothing/);
    assert.equal(nothing["rendered.diff"], "");
    await assert.rejects(report(root, "nowhere"), /Cannot run "git diff .*nowhere/);
    await assert.rejects(Deno.stat(`${root}/evil`), Deno.errors.NotFound);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

const changelog =
  "# Changelog\n\n## Unreleased\n\n- c\n\n## [1.10.0] - 2030-01-02\n\n- b\n\n### Added\n\n- x\n\n## 1.1.0\n\n- a\n";

Deno.test("a release's notes are its section of the changelog", () => {
  assert.equal(notesOf(changelog, "v1.10.0"), "- b\n\n### Added\n\n- x\n");
  assert.equal(notesOf(changelog, "v1.1.0"), "- a\n");
});

Deno.test("a tag that is no version, or that the changelog doesn't know, is refused", () => {
  for (const tag of ["1.1.0", "v1.1", "Unreleased", "v1.1.0; rm", "", "v1.0.0"]) {
    assert.throws(() => notesOf(changelog, tag), /^TypeError: Cannot release/, tag);
  }
});
