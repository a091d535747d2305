import { git, tryGit } from "../../../lab/git/git_command.ts";
import { tryProgram } from "../../../lab/process/run_program.ts";

/** A commit, as the log tells it. */
export interface LoggedCommit {
  readonly id: string;
  readonly author: string;
  readonly subject: string;
  /** Everything below the subject, on one line. */
  readonly body: string;
}

/** A clone of the lab's repository in which one person, or one driver, works. */
export class Checkout {
  /** The folder. */
  readonly folder: string;
  /** Who commits. */
  readonly author: string;

  private constructor(folder: string, author: string) {
    this.folder = folder;
    this.author = author;
  }

  /** Clones a repository into a folder that isn't there. */
  static async clone(repository: string, folder: string, author: string): Promise<Checkout> {
    await git(["clone", "--quiet", repository, folder]);
    const checkout = new Checkout(folder, author);
    await checkout.git("config", "user.name", author);
    await checkout.git("config", "user.email", "test@3rvision.invalid");
    return checkout;
  }

  /** Runs git in it, and returns what it printed. */
  git(...args: readonly string[]): Promise<string> {
    return git(["-C", this.folder, ...args]);
  }

  /** Makes it what the branch's remote has, and returns that commit. */
  async synchronise(): Promise<string> {
    await this.git("fetch", "--quiet", "origin", "main");
    await this.git("reset", "--quiet", "--hard", "origin/main");
    await this.git("clean", "--quiet", "-d", "--force");
    return await this.git("rev-parse", "HEAD");
  }

  /** Commits everything that is changed under its own name. */
  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    const name = this.author;
    const identity = { GIT_AUTHOR_NAME: name, GIT_COMMITTER_NAME: name };
    await git(["-C", this.folder, "commit", "--quiet", `--message=${message}`], { environment: identity });
  }

  /** Pushes what is committed; false where somebody else was first. */
  async push(): Promise<boolean> {
    return (await tryGit(["-C", this.folder, "push", "--quiet", "origin", "HEAD:main"])).success;
  }

  /** What the remote's branch has got since a commit, the oldest first. */
  async since(commit: string): Promise<readonly LoggedCommit[]> {
    await this.git("fetch", "--quiet", "origin", "main");
    const log = await this.git(
      "log",
      "--reverse",
      "--format=%H%x1f%an%x1f%s%x1f%b%x1e",
      `${commit}..origin/main`,
    );
    return log.split("\x1e").map((one) => one.trim()).filter((one) => one !== "").map((one) => {
      const [id = "", author = "", subject = "", body = ""] = one.split("\x1f");
      return { id, author, subject, body: body.replaceAll(/\s+/g, " ").trim() };
    });
  }

  /** A file as the remote's branch has it. */
  show(path: string): Promise<string> {
    return this.git("show", `origin/main:${path}`);
  }

  /** Runs a task of `deno.json` with its own permissions; throws where it fails. */
  async task(name: string, ...args: readonly string[]): Promise<string> {
    const command = ["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", this.folder];
    const { code, stdout, stderr } = await tryProgram([
      ...command,
      ...[Deno.execPath(), "task", "--quiet", name, ...args],
    ]);
    if (code === 0) return stdout;
    throw new Error(`"deno task ${name} ${args.join(" ")}" failed: ${stderr}`);
  }
}
