/** What is asked of Git. Every argument list is here, each with its own function. */
import { mustRun, ProgramError, type ProgramRun, type RunProgram } from "./program.ts";

const git = (args: readonly string[], input?: string): ProgramRun => ({
  program: "git",
  args,
  ...(input !== undefined && { input }),
});

/** The argument lists, as pure functions. Paths always stand behind `--`. */
export const gitRuns = {
  /** What of some paths isn't committed, one line for each. */
  status: (paths: readonly string[]) =>
    git(["status", "--porcelain", "--untracked-files=all", "--", ...paths]),
  /** Takes new, changed and deleted files along. */
  add: (paths: readonly string[]) => git(["add", "--all", "--", ...paths]),
  /** Commits these paths alone; the message is read from standard input. */
  commit: (paths: readonly string[], message: string) =>
    git(["commit", "--quiet", "--file=-", "--", ...paths], message),
  /** The name of the branch that is checked out; empty where there is none. */
  branch: () => git(["branch", "--show-current"]),
  /** Makes a branch and checks it out. */
  createBranch: (name: string) => git(["switch", "--quiet", "--create", name]),
  /** Checks a branch out. */
  switchTo: (name: string) => git(["switch", "--quiet", name]),
  /** Pushes a new branch. */
  pushBranch: (remote: string, name: string) =>
    git(["push", "--quiet", "--set-upstream", remote, `refs/heads/${name}:refs/heads/${name}`]),
  /** The address of a remote. */
  remoteAddress: (remote: string) => git(["remote", "get-url", remote]),
  /** Gets a branch of a remote. */
  fetch: (remote: string, branch: string) =>
    git(["fetch", "--quiet", remote, `+refs/heads/${branch}:refs/remotes/${remote}/${branch}`]),
  /** The commit that a name stands for. */
  revision: (name: string) => git(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]),
  /** Brings the branch that is checked out forward; fails where it has commits of its own. */
  fastForward: (to: string) => git(["merge", "--quiet", "--ff-only", to]),
  /** Makes branch and files what a commit is, whatever they were. */
  discard: (to: string) => git(["reset", "--quiet", "--hard", to]),
  /** Takes back commits that aren't pushed; fails rather than lose other changes. */
  takeBack: (to: string) => git(["reset", "--quiet", "--keep", to]),
  /** Pushes the commit that is checked out; refused unless the branch is where it was. */
  push: (remote: string, branch: string) => git(["push", "--quiet", remote, `HEAD:refs/heads/${branch}`]),
  /** The last commit that changed any of the paths, and when: `<commit> <seconds since 1970>`. */
  lastChange: (paths: readonly string[]) =>
    git(["log", "--max-count=1", "--format=%H %ct", "HEAD", "--", ...paths]),
  /** Succeeds where a commit is part of another one's history. */
  isAncestor: (commit: string, of: string) => git(["merge-base", "--is-ancestor", commit, of]),
} as const;

/** A checkout that commits are made in. */
export interface Checkout {
  /** Refuses where some of the paths have changes that aren't committed. */
  requireCommitted(paths: readonly string[]): Promise<void>;
  /** Commits these paths, and returns the commit. */
  commit(paths: readonly string[], message: string): Promise<string>;
}

/** A checkout, by way of the program. */
export function checkout(run: RunProgram): Checkout {
  return {
    async requireCommitted(paths) {
      const status = await mustRun(run, gitRuns.status(paths));
      if (status === "") return;
      const [first = "", ...others] = status.split("\n");
      const rest = others.length === 0 ? "" : ` and ${others.length} more`;
      throw new ProgramError(
        `Cannot commit: ${JSON.stringify(first.slice(3))}${rest} has changes that aren't committed`,
        "commit them or take them back first, so that the commit holds the canary's move alone",
      );
    },
    async commit(paths, message) {
      await mustRun(run, gitRuns.add(paths));
      await mustRun(run, gitRuns.commit(paths, message));
      return await mustRun(run, gitRuns.revision("HEAD"));
    },
  };
}
