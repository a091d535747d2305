import { git } from "./git_command.ts";

/** The branch that Argo CD reads unless an Application names another. */
export const MAIN_BRANCH = "main";

/** Makes a bare repository, or takes the one that is there. */
export async function makeBareRepository(path: string): Promise<void> {
  await Deno.mkdir(path, { recursive: true });
  // Without a template there are no hooks.
  await git(["init", "--quiet", "--bare", "--template=", `--initial-branch=${MAIN_BRANCH}`, path]);
  // Git would tidy up in a process of its own, which nobody would end.
  await git(["config", "gc.auto", "0"], { repository: path });
}

/** The commit of a branch or tag, or `undefined` if there is none of that name. */
export async function commitOf(repository: string, name: string): Promise<string | undefined> {
  const found = await git([
    "for-each-ref",
    "--format=%(objectname)",
    `refs/heads/${name}`,
    `refs/tags/${name}`,
  ], {
    repository,
  });
  return found === "" ? undefined : found.split("\n")[0];
}
