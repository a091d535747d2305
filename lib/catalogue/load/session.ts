/** A catalogue that is loaded again and again. */
import { relative, resolve, sep } from "@std/path";
import type { Diagnostic } from "../../diagnostic.ts";
import { evaluateFiles, type Verdict } from "./evaluate_files.ts";
import { collectGroups, groupNames, type Groups } from "./groups.ts";
import { importedFiles } from "./import_graph.ts";
import { defaultTimeoutMs, explainAll, type Loaded, valuesOf } from "./load_catalogue.ts";
import { Sandbox } from "./sandbox.ts";

/** What a session is opened with. */
export interface SessionOptions {
  /** The repository's root, an absolute path. */
  readonly root: string;
  /** How long one file may take, in milliseconds; 2,000 if not given. */
  readonly timeoutMs?: number;
}

interface State {
  readonly groups: Groups;
  readonly collecting: readonly Diagnostic[];
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** After so many files the spare thread is replaced, for it keeps every version that it has loaded. */
const worn = 500;

/**
 * Keeps the values of a catalogue. When files change, those alone are evaluated, in a thread that is kept ready; when a
 * helper changes or the set of files does, everything is. Calls may not overlap.
 */
export class CatalogueSession {
  readonly #root: string;
  readonly #timeoutMs: number;
  #state: State | undefined;
  #imported: ReadonlySet<string> | undefined;
  #spare: Sandbox | undefined;
  #version = 0;

  /** Opens a session; nothing is read yet. */
  constructor({ root, timeoutMs = defaultTimeoutMs }: SessionOptions) {
    this.#root = resolve(root);
    this.#timeoutMs = timeoutMs;
  }

  /** Collects and loads every file of the repository. */
  async load(): Promise<Loaded> {
    const { groups, diagnostics } = collectGroups(this.#root);
    const files = groupNames.flatMap((group) => groups[group]);
    this.close();
    const options = { root: this.#root, timeoutMs: this.#timeoutMs };
    const verdicts = await evaluateFiles(files.map((file) => ({ file, version: 0 })), options);
    this.#state = { groups, collecting: diagnostics, verdicts };
    this.#imported = undefined;
    return await this.#loaded(this.#state);
  }

  /**
   * Loads what changed; paths are absolute or relative to the root, and need not be the catalogue's. Loads everything
   * where one is neither a known file nor one that nobody imports.
   */
  async reload(changed: readonly string[]): Promise<Loaded> {
    const state = this.#state;
    if (state === undefined) return await this.load();
    const files = [...new Set(changed.map((path) => this.#relative(path)))];
    if (!this.#aloneIn(state, files)) return await this.load();
    const verdicts = new Map(state.verdicts);
    for (const file of files) verdicts.set(file, await this.#evaluate(file));
    this.#state = { ...state, verdicts };
    return await this.#loaded(this.#state);
  }

  /** Gets a thread ready, so that the next reload doesn't wait for its start. */
  async warm(): Promise<void> {
    const [first] = this.#state?.groups.services ?? [];
    this.#imported ??= this.#findImported();
    if (first !== undefined) await this.#evaluate(first);
  }

  /** Ends the session's thread. The session can be used again. */
  close(): void {
    this.#spare?.close();
    this.#spare = undefined;
    this.#version = 0;
  }

  #relative(path: string): string {
    return relative(this.#root, resolve(this.#root, path)).split(sep).join("/");
  }

  #findImported(): ReadonlySet<string> {
    return importedFiles(this.#root, [...this.#state?.verdicts.keys() ?? []]);
  }

  #aloneIn({ groups, verdicts }: State, files: readonly string[]): boolean {
    const known = new Set(groupNames.flatMap((group) => groups[group]));
    if ([...verdicts.values()].some(({ kind }) => kind === "after-endless")) return false;
    if (!files.every((file) => known.has(file) && this.#exists(file))) return false;
    const before = this.#imported ??= this.#findImported();
    return !files.some((file) => before.has(file));
  }

  #exists(file: string): boolean {
    try {
      return Deno.lstatSync(resolve(this.#root, file)).isFile;
    } catch {
      return false;
    }
  }

  async #evaluate(file: string): Promise<Verdict> {
    if (this.#version >= worn) this.close();
    const spare = this.#spare ??= new Sandbox(this.#root);
    const version = ++this.#version;
    const limits = { file: this.#timeoutMs, load: this.#timeoutMs * 2 };
    const outcome = await spare.evaluate([{ file, version }], limits, { batch: 1, last: false });
    const [result] = outcome.kind === "evaluated" ? outcome.results : [];
    if (result !== undefined && "value" in result) return { kind: "value", value: result.value };
    // Failures are judged by a fresh thread: what this one has seen before may have a part in them.
    this.close();
    const verdicts = await evaluateFiles([{ file, version: 0 }], {
      root: this.#root,
      timeoutMs: this.#timeoutMs,
    });
    return verdicts.get(file)!;
  }

  async #loaded({ groups, collecting, verdicts }: State): Promise<Loaded> {
    const options = { root: this.#root, timeoutMs: this.#timeoutMs };
    const diagnostics = [...collecting, ...await explainAll(verdicts, options)];
    return { values: valuesOf(groups, verdicts), diagnostics };
  }
}
