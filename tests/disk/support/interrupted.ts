/** Trees as a killed run leaves them, made with the write's own steps. */
import { commit, type Journal } from "../../../lib/disk/journal.ts";
import { stagingOf } from "../../../lib/disk/layout.ts";
import type { FileTree } from "../../../lib/disk/mod.ts";
import { planChanges } from "../../../lib/disk/plan.ts";
import { journalOf } from "../../../lib/disk/journal_of.ts";
import { scan } from "../../../lib/disk/scan.ts";
import { snapshotAfter } from "../../../lib/disk/snapshot_after.ts";
import { Stager } from "../../../lib/disk/stage_files.ts";
import { formatIndex, readIndex } from "../../../lib/disk/tree_index.ts";

/** Prepares a write up to just before its commit point. */
export function prepare(root: string, desired: FileTree, id = "interrupted"): Journal {
  const staging = stagingOf(root, id);
  const plan = planChanges(scan(root, readIndex(`${root}/.state/index`), null), desired);
  Deno.mkdirSync(staging.tree, { recursive: true });
  const changes = [...plan.creates, ...plan.updates];
  const [paths, texts] = [changes.map(({ path }) => path), changes.map(({ text }) => text)];
  const staged = new Stager(staging.tree).stage({ paths, texts });
  const { inputs, notes, files } = snapshotAfter(
    plan,
    { generation: id, inputs: "all", notes: null },
    [{ paths, texts, ...staged }],
  );
  Deno.writeTextFileSync(
    staging.index,
    formatIndex({ generation: id, inputs, notes, files, listed: new Map() }),
  );
  return journalOf(id, plan);
}

/** Prepares and commits a write, and does nothing of it. */
export function interrupt(root: string, desired: FileTree): Journal {
  const journal = prepare(root, desired);
  commit(root, journal);
  return journal;
}
