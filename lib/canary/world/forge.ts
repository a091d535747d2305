/** Pull requests, made by the forge's own tool. */
import { gitRuns } from "./git.ts";
import { mustRun, ProgramError, type ProgramRun, type RunProgram } from "./program.ts";

/** The forges whose tools are known. */
export type Forge = "github" | "gitlab";

/** What a pull request says. */
export interface PullRequest {
  /** The branch with the commits. */
  readonly branch: string;
  /** The branch that they should go to. */
  readonly base: string;
  /** One line. */
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** The argument lists, as pure functions; texts are always part of their option, so that none can be taken for one. */
export const forgeRuns: Readonly<Record<Forge, (request: PullRequest) => ProgramRun>> = {
  github: ({ branch, base, title, body }) => ({
    program: "gh",
    args: ["pr", "create", `--head=${branch}`, `--base=${base}`, `--title=${title}`, "--body-file=-"],
    input: body,
  }),
  gitlab: ({ branch, base, title, body }) => ({
    program: "glab",
    args: [
      "mr",
      "create",
      `--source-branch=${branch}`,
      `--target-branch=${base}`,
      `--title=${title}`,
      `--description=${body}`,
      "--yes",
    ],
  }),
};

/** The forge that an address of a remote leads to; undefined where its host doesn't say. */
export function forgeOf(address: string): Forge | undefined {
  const host = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^:/]+)/.exec(address)?.[1] ?? "";
  if (host.includes("gitlab")) return "gitlab";
  return host.includes("github") ? "github" : undefined;
}

/** A branch's name for a move: letters, digits and `-` only. */
export function branchName(service: string, summary: string): string {
  const words = summary.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, 60);
  return `canary/${service}-${words.replace(/-$/, "")}`;
}

/** What {@linkcode openPullRequest} is given. */
export interface OpenOptions {
  /** The service's name. */
  readonly service: string;
  /** What moves. */
  readonly summary: string;
  /** The commit's message; its first line is the title. */
  readonly message: string;
  /** Makes the commit on the branch that is checked out. */
  readonly commit: () => Promise<unknown>;
  /** Default: what the remote's address says. */
  readonly forge?: Forge | undefined;
}

const remote = "origin";

/** The forge that the remote `origin` leads to; throws a {@linkcode ProgramError} where its address doesn't say. */
export async function forgeOfOrigin(run: RunProgram): Promise<Forge> {
  const address = await mustRun(run, gitRuns.remoteAddress(remote));
  const forge = forgeOf(address);
  if (forge !== undefined) return forge;
  throw new ProgramError(
    `Cannot tell which forge ${JSON.stringify(address)} is`,
    "say --forge github or gitlab",
  );
}

/**
 * Makes a branch, commits on it, pushes it, opens a pull request and goes back to the branch before. Returns what the
 * forge's tool printed: the request's address.
 */
export async function openPullRequest(run: RunProgram, options: OpenOptions): Promise<string> {
  const forge = options.forge ?? await forgeOfOrigin(run);
  const base = await mustRun(run, gitRuns.branch());
  if (base === "") throw new ProgramError("Cannot open a pull request: no branch is checked out");
  const branch = branchName(options.service, options.summary);
  await mustRun(run, gitRuns.createBranch(branch));
  try {
    await options.commit();
    await mustRun(run, gitRuns.pushBranch(remote, branch));
    const [title = "", ...body] = options.message.split("\n");
    return await mustRun(run, forgeRuns[forge]({ branch, base, title, body: body.join("\n").trim() }));
  } finally {
    await mustRun(run, gitRuns.switchTo(base));
  }
}
