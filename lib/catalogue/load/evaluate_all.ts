/** Evaluates modules one after the other, each within a time limit. */
import vm from "node:vm";
import { findOffences } from "./plain_data.ts";
import type { Failure, Result } from "./protocol.ts";
import { readThrown } from "./thrown.ts";

/** A module that is evaluated when a property of it is first read. */
export interface DeferredModule {
  /** Reading it evaluates the module, and throws what the module throws. */
  readonly default?: unknown;
}

/** How modules are evaluated. */
export interface EvaluateOptions {
  /** How long one module may take, in milliseconds. */
  readonly limit: number;
  /** How many modules share one time limit. Starting one costs a thread, about 15 µs. */
  readonly batch: number;
  /** Called before each module. */
  readonly onStart: () => void;
}

function failed(failure: Failure): Result {
  return { failure };
}

function read(module: DeferredModule): Result {
  const value = "default" in module ? module.default : undefined;
  if (value === undefined) return failed({ kind: "no-default" });
  const offences = findOffences(value);
  return offences.length === 0 ? { value } : failed({ kind: "not-plain", offences });
}

/** What V8 throws for a module whose evaluation was stopped, and for one that imports such a module. */
function comesFromStopped(thrown: unknown): boolean {
  return thrown === null ||
    (thrown instanceof ReferenceError && thrown.message === "Cannot access 'default' before initialization");
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

// `vm` stops even `for (;;) {}`, which nothing outside the thread can: terminating a worker does not.
const entry = Symbol.for("evaluate a batch of catalogue files");
const script = new vm.Script(`globalThis[Symbol.for(${JSON.stringify(entry.description)})]()`);

function runLimited(work: () => void, limit: number): void {
  Object.defineProperty(globalThis, entry, { value: work, configurable: true });
  script.runInThisContext({ timeout: limit, displayErrors: false });
}

/** Yields a result for each module, in their order, some at a time. Never throws for what a module does. */
export function* evaluateAll(
  modules: readonly DeferredModule[],
  { limit, batch, onStart }: EvaluateOptions,
): Generator<readonly Result[]> {
  let next = 0;
  let stopped = false;
  while (next < modules.length) {
    const results: Result[] = [];
    const end = Math.min(next + batch, modules.length);
    const work = () => {
      while (next < end) {
        onStart();
        const module = modules[next++]!;
        try {
          results.push(read(module));
        } catch (thrown) {
          const kind = stopped && comesFromStopped(thrown) ? "after-interrupted" : "thrown";
          results.push(failed(kind === "thrown" ? { kind, thrown: readThrown(thrown) } : { kind }));
        }
      }
    };
    try {
      runLimited(work, limit);
    } catch (error) {
      if (!isTimeout(error)) throw error;
      stopped = true;
      results.push(failed({ kind: "interrupted" }));
    }
    yield results;
  }
}
