import { git } from "./git_command.ts";

/** The paths of the files that differ between two commits of a repository. */
export async function changedFiles(repository: string, from: string, to: string): Promise<readonly string[]> {
  const listed = await git(["diff", "--name-only", "--no-renames", "-z", from, to], { repository });
  return listed.split("\0").filter((path) => path !== "");
}
