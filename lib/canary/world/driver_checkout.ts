/** The checkout that a driver commits in: at every round made what the branch's remote has. */
import { gitRuns } from "./git.ts";
import { mustRun, ProgramError, type RunProgram } from "./program.ts";

/** Where the driver's commits go. */
export interface DriverBranch {
  /** Usually `origin`. */
  readonly remote: string;
  /** The branch that is checked out and that Argo CD follows. */
  readonly branch: string;
  /** Whether changes in the checkout may be thrown away: it is the driver's own. */
  readonly discard: boolean;
}

/** What Git remembers of the newest commit. */
export interface Heads {
  /** The newest commit of the branch. */
  readonly head: string;
  /** The last commit that changed any of the paths. */
  readonly changed: string;
  /** When that was, in seconds since 1970. */
  readonly changedAt: number;
}

/** A driver's checkout, by way of the program. */
export class DriverCheckout {
  readonly #run: RunProgram;
  readonly #branch: DriverBranch;
  #base = "";

  /** `run` runs programs in the checkout. */
  constructor(run: RunProgram, branch: DriverBranch) {
    this.#run = run;
    this.#branch = branch;
  }

  /** Gets the newest commit. Refuses where changes would be lost, unless they may be. */
  async synchronise(): Promise<string> {
    const { remote, branch, discard } = this.#branch;
    const upstream = `refs/remotes/${remote}/${branch}`;
    const checkedOut = await mustRun(this.#run, gitRuns.branch());
    if (checkedOut !== branch) {
      throw new ProgramError(
        `The checkout is on ${JSON.stringify(checkedOut)}, not on ${JSON.stringify(branch)}`,
        `run "git switch ${branch}", or name the branch with --branch`,
      );
    }
    await mustRun(this.#run, gitRuns.fetch(remote, branch));
    if (discard) await mustRun(this.#run, gitRuns.discard(upstream));
    else await this.#fastForward(upstream);
    this.#base = await mustRun(this.#run, gitRuns.revision("HEAD"));
    return this.#base;
  }

  async #fastForward(upstream: string): Promise<void> {
    const fix = "commit and push it, or give the driver a checkout of its own and say --discard";
    const status = await mustRun(this.#run, gitRuns.status(["."]));
    if (status !== "") {
      const [first = ""] = status.split("\n");
      throw new ProgramError(`The checkout has changes: ${JSON.stringify(first.slice(3))}`, fix);
    }
    const { success } = await this.#run(gitRuns.fastForward(upstream));
    const [head, wanted] = [
      await mustRun(this.#run, gitRuns.revision("HEAD")),
      await mustRun(this.#run, gitRuns.revision(upstream)),
    ];
    if (!success || head !== wanted) {
      throw new ProgramError(
        `The branch ${JSON.stringify(this.#branch.branch)} has commits that aren't pushed`,
        fix,
      );
    }
  }

  /** The last commit that changed any of the paths. */
  async lastChange(paths: readonly string[]): Promise<Heads> {
    const line = await mustRun(this.#run, gitRuns.lastChange(paths));
    const [changed = "", at = ""] = line.split(" ");
    return { head: this.#base, changed, changedAt: Number(at) };
  }

  /** Whether a commit is part of a revision's history; a revision that isn't known here yet has it not. */
  async contains(revision: string, commit: string): Promise<boolean> {
    return (await this.#run(gitRuns.isAncestor(commit, revision))).success;
  }

  /** Pushes the commits made since {@linkcode synchronise}; takes them back where somebody else was first. */
  async push(): Promise<boolean> {
    const { remote, branch } = this.#branch;
    const { success, stderr } = await this.#run(gitRuns.push(remote, branch));
    if (success) return true;
    await mustRun(this.#run, gitRuns.takeBack(this.#base));
    await mustRun(this.#run, gitRuns.fetch(remote, branch));
    const newest = await mustRun(this.#run, gitRuns.revision(`refs/remotes/${remote}/${branch}`));
    // Where nobody else pushed, the remote refused for a reason of its own, and trying again would not help.
    if (newest === this.#base) throw new ProgramError(`Cannot push to ${JSON.stringify(branch)}: ${stderr}`);
    return false;
  }
}
