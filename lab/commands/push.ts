import { applicationsTable } from "../argocd/applications_table.ts";
import { readLabTree } from "../argocd/argocd_steps.ts";
import { refreshApplications } from "../argocd/read_applications.ts";
import type { CommitToReach } from "../argocd/wait_for_applications.ts";
import { changedFiles } from "../git/changed_files.ts";
import { type PushResult, pushWorkingTree } from "../git/push_working_tree.ts";
import { type CommandContext, withApi } from "./command_context.ts";
import { secondsText } from "./print_progress.ts";
import { settle } from "./settle.ts";

/** How to push. */
export interface PushOptions {
  /** The subject of the commit. */
  readonly message: string | undefined;
  /** Whether to wait until the Applications have reached the commit. */
  readonly wait: boolean;
  /** Seconds for which they are waited for. */
  readonly timeout: number;
}

/**
 * `lab push`: commits and pushes the working tree as it is, and waits until Argo CD has brought it into the cluster.
 *
 * @returns the exit code.
 * @throws {LabError} if the push is refused, or naming the Application that others wait for.
 */
export async function push(context: CommandContext, options: PushOptions): Promise<number> {
  const { message, wait, timeout } = options;
  const begin = performance.now();
  const elapsed = () => secondsText((performance.now() - begin) / 1000).padStart(7);
  const result = await pushTree(context, message);
  console.error(
    `✓ ${"push".padEnd(24)} ${elapsed()}  ${result.commit.slice(0, 7)}${
      result.changed ? "" : ", nothing new"
    }`,
  );
  if (!wait) return 0;
  const commit = await commitOf(context, result);
  const rows = await settle(context, { timeout, commit, onLine: (line) => console.error(line) });
  console.log(applicationsTable(rows));
  return 0;
}

/** Pushes the working tree and has Argo CD look at it, as a web hook of a Git server would. */
export async function pushTree(
  { engine, labTree }: CommandContext,
  message: string | undefined,
): Promise<PushResult> {
  const { push: remote, store } = await engine.repository();
  const { tree } = await readLabTree(labTree);
  const result = await pushWorkingTree({
    ...{ workingTree: labTree.workingTree, store, remote },
    ...(message === undefined ? {} : { message }),
  });
  await withApi(engine, (api) => refreshApplications(api, tree.root.metadata.namespace ?? "argocd"));
  return result;
}

/** The commit of a push as Applications see it: which of them have to follows from its files. */
export async function commitOf(
  { engine }: CommandContext,
  { commit: id }: PushResult,
): Promise<CommitToReach> {
  const { cluster: repoURL, store } = await engine.repository();
  const known = new Map<string, Promise<readonly string[]>>();
  const changedSince = (from: string) => {
    const files = known.get(from) ?? changedFiles(store, from, id);
    known.set(from, files);
    return files;
  };
  return { repoURL, id, changedSince };
}
