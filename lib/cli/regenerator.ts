/** Generates again and again, doing only what a change asks for. */
import { CatalogueSession } from "../catalogue/load/session.ts";
import type { LocatedDiagnostic } from "../diagnostic.ts";
import { applyPlan, DiskError, openTree, refuseDeletes, type Snapshot } from "../disk/mod.ts";
import { checkLoaded } from "../pipeline/check_catalogue.ts";
import { emptyMemory } from "../pipeline/check_values.ts";
import { withFingerprint } from "../pipeline/load_values.ts";
import { sourceVersion } from "../pipeline/source_version.ts";
import { type Rendering, renderTree } from "../tree/render_tree.ts";
import type { FileTree } from "../tree/file_tree.ts";
import { treeRoot } from "./compare_tree.ts";
import { formatNotes } from "./notes.ts";
import { refusalFailure } from "./refusal_failure.ts";
import { changedPlan, type SelectedPlan, selectedPlan } from "./selected_plan.ts";
import { wholeTree } from "./selection.ts";

/** What a {@linkcode Regenerator} tells while it is at work. */
export interface RegeneratorOptions {
  /** The repository's root: an absolute path. */
  readonly root: string;
  /** Whether files may be deleted without asking. */
  readonly allowDelete: boolean;
  /** Called when another run is writing, before it is waited for. */
  readonly onWait: (holder: string) => void;
  /** Called before anything is written. */
  readonly onPlan: (plan: SelectedPlan) => void;
}

/** What one round found. */
export interface Round {
  /** Errors and warnings of this run. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** What was written; undefined where the catalogue has errors. */
  readonly written: SelectedPlan | undefined;
}

/** Keeps the values, the rendered tree and what is on the disk from one round to the next. */
export class Regenerator implements Disposable {
  readonly #options: RegeneratorOptions;
  readonly #session: CatalogueSession;
  readonly #sources = sourceVersion();
  readonly #memory = emptyMemory();
  #rendering: Rendering | undefined;
  /** What is on the disk and what was meant to be, where both are known to agree. */
  #written: { readonly snapshot: Snapshot; readonly tree: FileTree } | undefined;

  /** Nothing is read before the first round. */
  constructor(options: RegeneratorOptions) {
    this.#options = options;
    this.#session = new CatalogueSession({ root: options.root });
  }

  /**
   * Brings `clusters/` to what the catalogue says.
   *
   * @param changed The files that changed since the last round; undefined: everything is looked at.
   * @throws {Failure} Somebody has to decide first.
   * @throws {DiskError} The tree could not be read or written.
   */
  async round(changed: ReadonlySet<string> | undefined): Promise<Round> {
    const { root } = this.#options;
    const loaded = changed === undefined
      ? await this.#session.load()
      : await this.#session.reload([...changed]);
    const { diagnostics, model, fingerprint } = await checkLoaded(
      root,
      withFingerprint(loaded, this.#sources),
      { memory: this.#memory },
    );
    if (model === undefined) return { diagnostics, written: undefined };
    const rendering = renderTree(model, this.#rendering);
    const written = await this.#write(
      rendering.tree,
      fingerprint,
      formatNotes({ diagnostics, sources: this.#sources, catalogue: null }),
    );
    this.#rendering = rendering;
    return { diagnostics, written };
  }

  async #write(tree: FileTree, inputs: string, notes: string): Promise<SelectedPlan> {
    const trusting = this.#written !== undefined;
    try {
      return await this.#apply(tree, inputs, notes);
    } catch (error) {
      // Somebody edited a file that was taken to be as it was written: look at the disk, so that it can be named.
      if (trusting && error instanceof DiskError && error.code === "changed") {
        return await this.#apply(tree, inputs, notes);
      }
      throw error;
    }
  }

  async #apply(tree: FileTree, inputs: string, notes: string): Promise<SelectedPlan> {
    const { allowDelete, onWait, onPlan } = this.#options;
    using opened = await openTree(treeRoot, { onWait });
    const snapshot = opened.scan(this.#written?.snapshot);
    const before = snapshot === this.#written?.snapshot ? this.#written?.tree : undefined;
    this.#written = undefined;
    const selected = before === undefined
      ? selectedPlan(snapshot, tree, wholeTree)
      : changedPlan(snapshot, before, tree);
    const refusal = allowDelete ? undefined : refuseDeletes(selected.plan);
    if (refusal !== undefined) throw refusalFailure(refusal);
    onPlan(selected);
    const outcome = await applyPlan(opened, selected.plan, { allowDelete: true, inputs, notes });
    if (outcome.kind !== "refused") this.#written = { snapshot: outcome.after, tree };
    return selected;
  }

  /** Gets ready for the next round, which then needn't wait for a thread to start. */
  warm(): Promise<void> {
    return this.#session.warm();
  }

  /** Ends the session's thread. */
  [Symbol.dispose](): void {
    this.#session.close();
  }
}
