import type { ApplicationRow } from "../argocd/application_row.ts";
import { isSettled } from "../argocd/application_row.ts";
import { readLabTree } from "../argocd/argocd_steps.ts";
import { refreshApplications } from "../argocd/read_applications.ts";
import { type CommitToReach, waitForApplications } from "../argocd/wait_for_applications.ts";
import { type CommandContext, withApi } from "./command_context.ts";
import { secondsText } from "./print_progress.ts";

/**
 * Milliseconds from one request to compare again to the next. A health that could not be told, on a busy machine, is
 * told only then. What is at rest is left alone.
 */
const REFRESH = 10_000;

/** What {@linkcode settle} waits for. */
export interface SettleOptions {
  /** Seconds until waiting is given up. */
  readonly timeout: number;
  /** If given, Applications also have to have seen this commit. */
  readonly commit?: CommitToReach;
  /** Receives a line about each Application that has come to rest, or has left it. */
  readonly onLine?: (line: string) => void;
}

/**
 * Waits until every Application of the tree is synced and healthy.
 *
 * @returns the last rows.
 * @throws {LabError} after the time-out, with the cause and a table of those that are not settled.
 */
export async function settle(
  { engine, labTree }: CommandContext,
  { timeout, commit, onLine = () => {} }: SettleOptions,
): Promise<readonly ApplicationRow[]> {
  const { tree, sources } = await readLabTree(labTree);
  const namespace = tree.root.metadata.namespace ?? "argocd";
  const limits = sources.refused.map(({ application, url, reason }) => ({
    application,
    reason: `${url}: ${reason}`,
  }));
  return await withApi(engine, async (api) => {
    let restless = new Set<string>();
    const refresh = () => refreshApplications(api, namespace, (name) => restless.has(name)).catch(() => {});
    const refreshing = setInterval(() => void refresh(), REFRESH);
    const tell = tellChanges(onLine);
    try {
      return await waitForApplications({
        ...{ api, expected: tree.applications, limits, timeout },
        ...(commit === undefined ? {} : { commit }),
        onChange: (rows) => {
          restless = new Set(rows.filter((row) => !isSettled(row)).map(({ name }) => name));
          tell(rows);
        },
      });
    } finally {
      clearInterval(refreshing);
    }
  });
}

function tellChanges(onLine: (line: string) => void): (rows: readonly ApplicationRow[]) => void {
  const begin = performance.now();
  const settled = new Set<string>();
  return (rows) => {
    const elapsed = secondsText((performance.now() - begin) / 1000).padStart(7);
    for (const row of rows) {
      if (isSettled(row) === settled.has(row.name)) continue;
      if (isSettled(row)) settled.add(row.name);
      else settled.delete(row.name);
      const sign = isSettled(row) ? "✓" : "…";
      onLine(
        `${sign} ${
          row.name.padEnd(24)
        } ${elapsed}  ${row.sync}, ${row.health} (${settled.size} of ${rows.length})`,
      );
    }
  };
}
