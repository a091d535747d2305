import { dirname } from "@std/path";
import { lockFile } from "../../toolchain/file_lock.ts";
import { removeIfThere } from "../process/state_file.ts";
import { MAIN_BRANCH, makeBareRepository } from "./bare_repository.ts";
import { git } from "./git_command.ts";

/** What to push where. */
export interface PushRequest {
  /** The folder whose files are pushed: everything but what its `.gitignore` files and `.git/info/exclude` name. */
  readonly workingTree: string;
  /** A folder that keeps the commits and what was already read of the tree, so that a second push is quick. */
  readonly store: string;
  /** What `git push` takes: a path or a URL. */
  readonly remote: string;
  /** The subject of the commit. */
  readonly message?: string;
  /** Called once if another push has to end first. */
  readonly onWait?: () => void;
}

/** What came of a push. */
export interface PushResult {
  /** The commit that the branch now has. */
  readonly commit: string;
  /** Whether there was anything to push. */
  readonly changed: boolean;
}

/**
 * Commits the files of a working tree as they are now on top of the remote's `main`, and pushes that.
 *
 * The person's own repository, if the folder is one, is not even read, but for `.git/info/exclude`: index, objects
 * and branches of the commit are in the store.
 *
 * @throws {LabError} with git's words, if the remote can't be reached or refuses.
 */
export async function pushWorkingTree(request: PushRequest): Promise<PushResult> {
  const { workingTree, store, remote, message = "State of the working tree", onWait = () => {} } = request;
  await Deno.mkdir(dirname(store), { recursive: true });
  using _lock = await lockFile(`${store}.lock`, onWait);
  await makeBareRepository(store);
  // Whoever left it behind is dead: the lock was free.
  await removeIfThere(`${store}/index.lock`);
  const inStore = { repository: store };
  const parent = await fetchMain(store, remote);
  const excludes = `core.excludesFile=${workingTree}/.git/info/exclude`;
  await git(["-c", excludes, "add", "--all", "--", "."], { ...inStore, workTree: workingTree });
  const tree = await git(["write-tree"], inStore);
  if (parent !== undefined && await git(["rev-parse", `${parent}^{tree}`], inStore) === tree) {
    return { commit: parent, changed: false };
  }
  const onTopOf = parent === undefined ? [] : ["-p", parent];
  const commit = await git(["commit-tree", tree, ...onTopOf, "-m", message], inStore);
  await git(["push", "--quiet", remote, `${commit}:refs/heads/${MAIN_BRANCH}`], inStore);
  return { commit, changed: true };
}

async function fetchMain(store: string, remote: string): Promise<string | undefined> {
  const branch = `refs/heads/${MAIN_BRANCH}`;
  const listed = await git(["ls-remote", remote, branch], { repository: store });
  const [commit] = listed.split("\t");
  if (commit === undefined || commit === "") return undefined;
  await git(["fetch", "--quiet", "--no-tags", remote, `+${branch}:refs/remotes/lab/${MAIN_BRANCH}`], {
    repository: store,
  });
  return commit;
}
