/** The new files of a write, prepared where no reader looks. */
import { resolve } from "node:path";
import { type Staging as Layout, stagingOf } from "./layout.ts";
import type { Change } from "./plan.ts";
import { isWritablePath } from "./relative_path.ts";
import { makeDirectory, type StagedFiles, Stager, type StageRequest } from "./stage_files.ts";
import { StagingHelper } from "./staging_helper.ts";

/** Files that are staged: what they hold, and what is known of each. */
export type StagedBatch = StageRequest & StagedFiles;

interface Batch {
  readonly paths: string[];
  readonly texts: string[];
}

/** From so many files on, a second thread is worth its start. */
const worthHelper = 1500;
/** So many files are given to it at once. */
const batchSize = 128;

/**
 * The staging of one write. Files may be offered while others are still being made: a second thread stages them
 * meanwhile, so that writing files takes hardly longer than making them.
 */
export class Staging implements AsyncDisposable {
  /** Names the write. */
  readonly id: string = crypto.randomUUID();
  readonly #layout: Layout;
  readonly #tree: string;
  readonly #batches: Batch[] = [];
  #last: Batch = { paths: [], texts: [] };
  #helper: StagingHelper | undefined;
  #sent = 0;
  #committed = false;

  /** Touches nothing yet; the root is the tree's, `clusters`. */
  constructor(root: string) {
    this.#layout = stagingOf(root, this.id);
    // For a relative path, Deno asks for the working directory at every call.
    this.#tree = resolve(this.#layout.tree);
  }

  /**
   * Takes a file to be staged; the caller holds the tree's lock. One whose path cannot be written on every system is
   * passed over: the plan has a word for it. What the file system refuses is told by {@linkcode Staging.finish}.
   */
  offer(path: string, text: string): void {
    if (!isWritablePath(path)) return;
    this.#last.paths.push(path);
    this.#last.texts.push(text);
    if (this.#last.paths.length >= batchSize) this.#flush();
  }

  /**
   * Stages the files of some changes as far as they weren't offered; begins anew where others were.
   *
   * @throws The file system's own error.
   */
  async finish(changes: readonly Change[]): Promise<readonly StagedBatch[]> {
    let missing = this.#notOffered(changes);
    if (missing === undefined) {
      await this.#beginAnew();
      missing = changes;
    }
    makeDirectory(this.#tree);
    for (const { path, text } of missing) this.offer(path, text);
    this.#flush();
    const here = new Map<number, StagedFiles>();
    const stager = new Stager(this.#tree);
    // From the end, for the second thread comes from the beginning.
    for (let batch = this.#batches.length - 1; batch >= 0; batch--) {
      if (this.#helper?.take(batch) ?? true) here.set(batch, stager.stage(this.#batches[batch]!));
    }
    await this.#helper?.end();
    return this.#batches.map((batch, number) => ({
      ...batch,
      ...(here.get(number) ?? this.#helper?.staged(number) ?? stager.stage(batch)),
    }));
  }

  /** Says that from here on the journal needs what is staged. */
  commit(): void {
    this.#committed = true;
  }

  /** Removes what is staged; what cannot be removed now is removed by the next run. */
  discard(): void {
    for (const path of Object.values(this.#layout)) {
      try {
        Deno.removeSync(path, { recursive: true });
      } catch { /* see above */ }
    }
  }

  /** Ends the second thread, and removes what is staged unless the journal needs it. */
  async [Symbol.asyncDispose](): Promise<void> {
    // A failure of the second thread is told by `finish`, which wasn't reached or has told it.
    await this.#helper?.end().catch(() => {});
    if (!this.#committed) this.discard();
  }

  *#paths(): Generator<string> {
    for (const { paths } of this.#batches) yield* paths;
    yield* this.#last.paths;
  }

  /** Those of some changes that weren't offered; undefined where anything else was. */
  #notOffered(changes: readonly Change[]): readonly Change[] | undefined {
    let first = 0;
    for (const path of this.#paths()) {
      if (path !== changes[first]?.path) return this.#notOfferedInAnyOrder(changes);
      first++;
    }
    return changes.slice(first);
  }

  #notOfferedInAnyOrder(changes: readonly Change[]): readonly Change[] | undefined {
    const offered = new Set(this.#paths());
    const missing = changes.filter(({ path }) => !offered.has(path));
    return missing.length + offered.size === changes.length ? missing : undefined;
  }

  async #beginAnew(): Promise<void> {
    await this.#helper?.end();
    this.#helper = undefined;
    this.discard();
    this.#batches.length = this.#sent = 0;
    this.#last = { paths: [], texts: [] };
  }

  #flush(): void {
    if (this.#last.paths.length > 0) this.#batches.push(this.#last);
    this.#last = { paths: [], texts: [] };
    if (this.#helper === undefined) {
      if (this.#batches.length * batchSize < worthHelper || navigator.hardwareConcurrency < 2) return;
      try {
        makeDirectory(this.#tree);
      } catch {
        return;
      }
      this.#helper = new StagingHelper(this.#tree);
    }
    while (this.#sent < this.#batches.length && this.#helper.send(this.#batches[this.#sent]!)) this.#sent++;
  }
}
