import { LabError } from "../lab_error.ts";

/** What a run of git is given beside its arguments. */
export interface GitOptions {
  /** The repository, a bare one; by default none, as for `ls-remote` or `init`. */
  readonly repository?: string;
  /** The folder whose files are the working tree. */
  readonly workTree?: string;
  /** More variables of its environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** How a run of git ended. */
export interface GitOutcome {
  readonly success: boolean;
  /** Without the last line break. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Nothing of the person's configuration acts on the lab's repositories: no hooks, no signing, no conversion of line
 * ends. Commits need a name, and a terminal must never be asked for a password.
 */
export const GIT_ENVIRONMENT: Readonly<Record<string, string>> = Object.freeze({
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "3RVision lab",
  GIT_AUTHOR_EMAIL: "lab@3rvision.invalid",
  GIT_COMMITTER_NAME: "3RVision lab",
  GIT_COMMITTER_EMAIL: "lab@3rvision.invalid",
  LC_ALL: "C",
});

/** The search path of every run of git: the lab needs that of the system, whatever a person has put before it. */
export const GIT_PATH = "/usr/local/bin:/usr/bin:/bin";

/**
 * Runs git to its end, whatever comes of it.
 *
 * @throws {LabError} if there is no git on this machine.
 */
export async function tryGit(args: readonly string[], options: GitOptions = {}): Promise<GitOutcome> {
  const { repository, workTree, environment } = options;
  const place = [
    ...(repository === undefined ? [] : [`--git-dir=${repository}`]),
    ...(workTree === undefined ? [] : [`--work-tree=${workTree}`]),
  ];
  try {
    const { success, stdout, stderr } = await new Deno.Command("git", {
      args: [...place, ...args],
      cwd: workTree ?? repository ?? "/",
      clearEnv: true,
      env: { PATH: GIT_PATH, ...GIT_ENVIRONMENT, ...environment },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).output();
    const decoder = new TextDecoder();
    return {
      success,
      stdout: decoder.decode(stdout).replace(/\n$/, ""),
      stderr: decoder.decode(stderr).trim(),
    };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new LabError(`Cannot run "git ${args.join(" ")}": there is no git, or no such folder`, {
      cause: error,
    });
  }
}

/**
 * Runs git and returns what it printed, without the last line break.
 *
 * @throws {LabError} with what it printed to standard error, if it fails.
 */
export async function git(args: readonly string[], options: GitOptions = {}): Promise<string> {
  const { success, stdout, stderr } = await tryGit(args, options);
  if (success) return stdout;
  throw new LabError(`Cannot run "git ${args.join(" ")}": ${stderr}`);
}
