import assert from "node:assert/strict";
import { branchName, forgeOf, forgeRuns, openPullRequest } from "../../../lib/canary/world/forge.ts";
import { gitRuns } from "../../../lib/canary/world/git.ts";
import { type ProgramRun, type RunProgram } from "../../../lib/canary/world/program.ts";

const lists: readonly [name: string, run: ProgramRun, line: string][] = [
  [
    "status",
    gitRuns.status(["services/a.ts", "clusters"]),
    "git status --porcelain --untracked-files=all -- services/a.ts clusters",
  ],
  ["add", gitRuns.add(["clusters"]), "git add --all -- clusters"],
  ["commit", gitRuns.commit(["clusters"], "a: b\n"), "git commit --quiet --file=- -- clusters < a: b\n"],
  ["branch", gitRuns.branch(), "git branch --show-current"],
  ["createBranch", gitRuns.createBranch("canary/a"), "git switch --quiet --create canary/a"],
  ["switchTo", gitRuns.switchTo("main"), "git switch --quiet main"],
  [
    "pushBranch",
    gitRuns.pushBranch("origin", "canary/a"),
    "git push --quiet --set-upstream origin refs/heads/canary/a:refs/heads/canary/a",
  ],
  ["remoteAddress", gitRuns.remoteAddress("origin"), "git remote get-url origin"],
  [
    "fetch",
    gitRuns.fetch("origin", "main"),
    "git fetch --quiet origin +refs/heads/main:refs/remotes/origin/main",
  ],
  ["revision", gitRuns.revision("HEAD"), "git rev-parse --verify --quiet HEAD^{commit}"],
  [
    "fastForward",
    gitRuns.fastForward("refs/remotes/origin/main"),
    "git merge --quiet --ff-only refs/remotes/origin/main",
  ],
  [
    "discard",
    gitRuns.discard("refs/remotes/origin/main"),
    "git reset --quiet --hard refs/remotes/origin/main",
  ],
  ["takeBack", gitRuns.takeBack("c0ffee"), "git reset --quiet --keep c0ffee"],
  ["push", gitRuns.push("origin", "main"), "git push --quiet origin HEAD:refs/heads/main"],
  ["lastChange", gitRuns.lastChange(["a", "b"]), "git log --max-count=1 --format=%H %ct HEAD -- a b"],
  ["isAncestor", gitRuns.isAncestor("a1", "b2"), "git merge-base --is-ancestor a1 b2"],
  [
    "gh",
    forgeRuns.github({ branch: "canary/a", base: "main", title: "--a: b", body: "c" }),
    "gh pr create --head=canary/a --base=main --title=--a: b --body-file=- < c",
  ],
  [
    "glab",
    forgeRuns.gitlab({ branch: "canary/a", base: "main", title: "a: b", body: "-c" }),
    "glab mr create --source-branch=canary/a --target-branch=main --title=a: b --description=-c --yes",
  ],
];

for (const [name, { program, args, input }, line] of lists) {
  Deno.test(`the arguments of ${name}`, () => {
    assert.equal([program, ...args].join(" ") + (input === undefined ? "" : ` < ${input}`), line);
  });
}

Deno.test("every argument list of Git is in the table", () => {
  assert.deepEqual(Object.keys(gitRuns).filter((name) => !lists.some(([listed]) => listed === name)), []);
});

const addresses: readonly [address: string, forge: string | undefined][] = [
  ["https://github.com/3rvision/platform.git", "github"],
  ["git@github.com:3rvision/platform.git", "github"],
  ["ssh://git@gitlab.example:2222/a/b.git", "gitlab"],
  ["https://user@github.example.org/a/b", "github"],
  ["https://git.example/github/gitlab.git", undefined],
  ["/srv/github/platform.git", undefined],
];

for (const [address, forge] of addresses) {
  Deno.test(`the forge of ${address} is ${forge ?? "unknown"}`, () => assert.equal(forgeOf(address), forge));
}

Deno.test("a branch is named after what moves", () => {
  assert.equal(branchName("backend", "canary 10 % → 25 %"), "canary/backend-canary-10-25");
  assert.match(branchName("a", "x".repeat(200)), /^canary\/a-x{60}$/);
});

/** Answers as told, and remembers what was run. */
function recorded(fails: string): { run: RunProgram; lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    run: ({ program, args }) => {
      const line = [program, ...args].join(" ");
      lines.push(line);
      const stdout = line.includes("get-url")
        ? "git@github.com:a/b.git"
        : line.includes("--show-current")
        ? "main"
        : program === "gh"
        ? "https://github.com/a/b/pull/7"
        : "";
      return Promise.resolve({ success: !line.includes(fails), stdout, stderr: "no" });
    },
  };
}

const request = { service: "shop", summary: "canary 10 % → 25 %", message: "shop: canary\n\nwhy\n" };

Deno.test("a pull request is opened from a branch of its own, and the branch before is checked out again", async () => {
  const { run, lines } = recorded("nothing fails");
  const address = await openPullRequest(run, {
    ...request,
    commit: () => Promise.resolve(lines.push("(commit)")),
  });
  assert.equal(address, "https://github.com/a/b/pull/7");
  assert.deepEqual(lines.slice(2), [
    "git switch --quiet --create canary/shop-canary-10-25",
    "(commit)",
    "git push --quiet --set-upstream origin refs/heads/canary/shop-canary-10-25:refs/heads/canary/shop-canary-10-25",
    "gh pr create --head=canary/shop-canary-10-25 --base=main --title=shop: canary --body-file=-",
    "git switch --quiet main",
  ]);
});

for (const fails of ["push", "gh pr"]) {
  Deno.test(`where "${fails}" fails, the branch before is checked out again`, async () => {
    const { run, lines } = recorded(fails);
    await assert.rejects(openPullRequest(run, { ...request, commit: () => Promise.resolve() }), /failed: no/);
    assert.equal(lines.at(-1), "git switch --quiet main");
  });
}
