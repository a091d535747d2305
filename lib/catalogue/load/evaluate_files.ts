/** What became of many files, each judged for itself. */
import { isLockFailure } from "./foreign_package.ts";
import type { Failure, Result, Thrown } from "./protocol.ts";
import { reachable } from "./reachable.ts";
import { type FileVersion, type Outcome, Sandbox, type SandboxLimits } from "./sandbox.ts";

/** What became of a file. */
export type Verdict =
  | { readonly kind: "value"; readonly value: unknown }
  | Exclude<Failure, { readonly kind: "interrupted" | "after-interrupted" }>
  /** It or one of its imports isn't there or isn't valid. */
  | { readonly kind: "unloadable"; readonly thrown: Thrown }
  | { readonly kind: "endless"; readonly phase: "loading" | "evaluating" }
  /** It imports what an endless file imports; the endless file's verdict stands for both. */
  | { readonly kind: "after-endless" };

/** How files are evaluated. */
export interface EvaluateFilesOptions {
  /** An absolute path. */
  readonly root: string;
  /** How long one file may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** So many files share one time limit: a limit for each would cost a tenth of the whole. */
const batch = 32;
/** From so many files on, a second thread is worth its start. */
const worthSecondThread = 3000;
/** Few enough to be loaded one by one in one thread, the cost of which grows with what the thread holds. */
const oneByOne = 64;

/** One run over files; the verdicts grow while it goes. */
class Evaluation {
  readonly verdicts = new Map<string, Verdict>();
  readonly #options: EvaluateFilesOptions;

  constructor(options: EvaluateFilesOptions) {
    this.#options = options;
  }

  #limits(files: number): SandboxLimits {
    const { timeoutMs } = this.#options;
    // Reading and compiling 10,000 files for the first time takes 7 s on a slow machine.
    return {
      file: timeoutMs,
      load: (files === 1 ? 2000 : 0) + timeoutMs * (files === 1 ? 3 : 5) + files * 3,
    };
  }

  async #fresh(
    files: readonly FileVersion[],
    size: number,
    limits = this.#limits(files.length),
  ): Promise<Outcome> {
    const sandbox = new Sandbox(this.#options.root);
    try {
      return await sandbox.evaluate(files, limits, { batch: size, last: true });
    } finally {
      sandbox.close();
    }
  }

  /** Evaluates files that are thought to load; `patient` where each is known to load, if in its own time. */
  async evaluate(files: readonly FileVersion[], patient = false): Promise<void> {
    if (files.length === 0) return;
    const { file, load } = this.#limits(1);
    const limits = patient ? { file, load: 10 * load * files.length } : this.#limits(files.length);
    const outcome = await this.#fresh(files, batch, limits);
    if (outcome.kind === "evaluated") return await this.#judge(files, outcome.results);
    if (outcome.kind === "stuck") {
      const { file } = files[outcome.index]!;
      this.verdicts.set(file, { kind: "endless", phase: "evaluating" });
      await this.#judge(files, outcome.results);
      return await this.evaluate(files.slice(outcome.results.length).filter((other) => other.file !== file));
    }
    const loadable = await this.#loadable(files, outcome);
    if (loadable.length === files.length && outcome.kind === "stuck-loading" && !patient) {
      // The machine is busy.
      return await this.evaluate(files, true);
    }
    if (loadable.length === files.length) {
      const why = outcome.kind === "unloadable" ? outcome.thrown.message : "it takes too long to load";
      throw new Error(`Cannot evaluate the catalogue: ${why}`);
    }
    await this.evaluate(loadable);
  }

  async #judge(files: readonly FileVersion[], results: readonly Result[]): Promise<void> {
    const interrupted: FileVersion[] = [];
    const after: FileVersion[] = [];
    results.forEach((result, index) => {
      const file = files[index]!;
      if ("value" in result) this.verdicts.set(file.file, { kind: "value", value: result.value });
      else if (result.failure.kind === "interrupted") interrupted.push(file);
      else if (result.failure.kind === "after-interrupted") after.push(file);
      else this.verdicts.set(file.file, result.failure);
    });
    await this.#judgeAgain(interrupted, after);
  }

  async #judgeAgain(interrupted: readonly FileVersion[], after: readonly FileVersion[]): Promise<void> {
    // Alone and with a limit of its own, so that a slow machine or a slow neighbour condemns nobody.
    const endless = new Set<string>();
    for (const file of interrupted) {
      if (await this.#alone(file)) { for (const reached of this.#reached(file)) endless.add(reached); }
    }
    const victims = after.filter((file) => this.#reached(file).some((reached) => endless.has(reached)));
    for (const { file } of victims) this.verdicts.set(file, { kind: "after-endless" });
    await this.evaluate(after.filter((file) => !victims.includes(file)));
  }

  #reached({ file }: FileVersion): readonly string[] {
    return [...reachable(this.#options.root, file)].map((reached) => reached.file);
  }

  /** Evaluates one file and says whether it is endless. */
  async #alone(file: FileVersion): Promise<boolean> {
    const outcome = await this.#fresh([file], 1);
    const result = outcome.kind === "evaluated" ? outcome.results[0] : undefined;
    if (result !== undefined && "value" in result) {
      this.verdicts.set(file.file, { kind: "value", value: result.value });
    } else if (result !== undefined && !/interrupted/.test(result.failure.kind)) {
      this.verdicts.set(file.file, result.failure as Verdict);
    } else {
      this.verdicts.set(file.file, { kind: "endless", phase: "evaluating" });
      return true;
    }
    return false;
  }

  /** The files that load, given that not all of them do together; the others get their verdict. */
  async #loadable(
    files: readonly FileVersion[],
    outcome: Exclude<Outcome, { readonly kind: "evaluated" | "stuck" }>,
  ): Promise<readonly FileVersion[]> {
    if (outcome.kind === "unloadable" && isLockFailure(outcome.thrown.message)) {
      for (const { file } of files) this.verdicts.set(file, outcome);
      return [];
    }
    if (files.length === 1) {
      const [{ file }] = files as [FileVersion];
      if (outcome.kind === "unloadable") this.verdicts.set(file, outcome);
      else if (!await this.#stuckLoading(file)) return files;
      return [];
    }
    if (outcome.kind === "unloadable" && files.length <= oneByOne) return await this.#loadEach(files);
    const parts = outcome.kind === "stuck-loading" ? await this.#waiting(files) : tenths(files);
    const loadable: FileVersion[] = [];
    for (const part of parts) loadable.push(...await this.#load(part));
    return loadable;
  }

  async #load(files: readonly FileVersion[]): Promise<readonly FileVersion[]> {
    if (files.length === 0) return [];
    const outcome = await this.#fresh(files, 0);
    return outcome.kind === "unloadable" || outcome.kind === "stuck-loading"
      ? await this.#loadable(files, outcome)
      : files;
  }

  async #loadEach(files: readonly FileVersion[]): Promise<readonly FileVersion[]> {
    const loadable: FileVersion[] = [];
    let sandbox = new Sandbox(this.#options.root);
    for (const file of files) {
      const outcome = await sandbox.evaluate([file], this.#limits(1), { batch: 0, last: false });
      if (outcome.kind === "unloadable") this.verdicts.set(file.file, outcome);
      else if (outcome.kind === "evaluated") loadable.push(file);
      else {
        if (!await this.#stuckLoading(file.file)) loadable.push(file);
        sandbox = new Sandbox(this.#options.root);
      }
    }
    sandbox.close();
    return loadable;
  }

  /** Condemns a file that did not load in time if it can wait for ever; whether it did. */
  async #stuckLoading(file: string): Promise<boolean> {
    const { findAwait } = await import("./suspect_place.ts");
    if (findAwait(this.#options.root, file) === undefined) return false;
    this.verdicts.set(file, { kind: "endless", phase: "loading" });
    return true;
  }

  /** Only a top-level await can hold up loading: files that have one or import one stand alone, the rest together. */
  async #waiting(files: readonly FileVersion[]): Promise<readonly (readonly FileVersion[])[]> {
    const { findAwait } = await import("./suspect_place.ts");
    const waits = new Set(files.filter(({ file }) => findAwait(this.#options.root, file) !== undefined));
    if (waits.size === 0) return tenths(files);
    return [files.filter((file) => !waits.has(file)), ...[...waits].map((file) => [file])];
  }
}

function tenths<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const size = Math.ceil(items.length / 10);
  return Array.from(
    { length: Math.ceil(items.length / size) },
    (_, part) => items.slice(part * size, (part + 1) * size),
  );
}

/**
 * Evaluates every file in threads of their own and gives each its verdict, in the order of the files. Two threads share
 * many files. Rejects only where threads can't run at all.
 */
export async function evaluateFiles(
  files: readonly FileVersion[],
  options: EvaluateFilesOptions,
): Promise<ReadonlyMap<string, Verdict>> {
  const evaluation = new Evaluation(options);
  const half = files.length >= worthSecondThread ? Math.ceil(files.length / 2) : files.length;
  await Promise.all([evaluation.evaluate(files.slice(0, half)), evaluation.evaluate(files.slice(half))]);
  return new Map(files.flatMap(({ file }) => {
    const verdict = evaluation.verdicts.get(file);
    return verdict === undefined ? [] : [[file, verdict]];
  }));
}
