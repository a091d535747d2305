import { removeIfThere } from "../process/state_file.ts";
import { MAIN_BRANCH, makeBareRepository } from "./bare_repository.ts";
import { git } from "./git_command.ts";

/** A folder that is to be served as a repository with one commit. */
export interface FolderOfRelease {
  /** The bare repository; made if it is not there. */
  readonly repository: string;
  /** The folder. */
  readonly folder: string;
  /** What of it to take; it gets the same paths in the repository. */
  readonly paths: readonly string[];
  /** The tag of the commit. */
  readonly tag: string;
}

/** The commit depends on the files alone. */
const DATE = "2000-01-01T00:00:00Z";

/**
 * Makes a repository out of files of a release, with a tag. The commit is the same in every run; it is not that of
 * the project's own repository, of which it holds only a part.
 *
 * @returns the commit.
 */
export async function publishFolder({ repository, folder, paths, tag }: FolderOfRelease): Promise<string> {
  await makeBareRepository(repository);
  for (const stale of ["index", "index.lock"]) await removeIfThere(`${repository}/${stale}`);
  const here = { repository };
  await git(["add", "--all", "--force", "--", ...paths], { ...here, workTree: folder });
  const tree = await git(["write-tree"], here);
  const commit = await git(["commit-tree", tree, "-m", tag], {
    ...here,
    environment: { GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE },
  });
  for (const name of [`refs/heads/${MAIN_BRANCH}`, `refs/tags/${tag}`]) {
    await git(["update-ref", name, commit], here);
  }
  return commit;
}
