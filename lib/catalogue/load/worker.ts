/**
 * The thread that catalogue files are evaluated in. Takes {@linkcode EvaluateRequest}s, answers each with
 * {@linkcode EvaluateReply}s. It may read below the repository and do nothing else.
 */
import { type DeferredModule, evaluateAll } from "./evaluate_all.ts";
import { findUncopyable } from "./plain_data.ts";
import type { EvaluateReply, EvaluateRequest, Result } from "./protocol.ts";
import { sealGlobals } from "./seal_globals.ts";
import { readThrown } from "./thrown.ts";

/** How many results go in one message, so that the main thread reads some while the next are made. */
const messageSize = 256;

const postMessage = self.postMessage.bind(self);
const close = self.close.bind(self);

function reply(message: EvaluateReply): void {
  postMessage(message);
}

function copyable(result: Result): Result {
  if (!("value" in result)) return result;
  try {
    structuredClone(result.value);
    return result;
  } catch {
    return { failure: { kind: "not-plain", offences: [findUncopyable(result.value)] } };
  }
}

function replyResults(results: readonly Result[]): void {
  if (results.length === 0) return;
  try {
    reply({ kind: "results", results });
  } catch {
    reply({ kind: "results", results: results.map(copyable) });
  }
}

async function answer({ index, limit, batch, progress, last }: EvaluateRequest): Promise<void> {
  let modules: readonly DeferredModule[];
  try {
    const { default: leaves }: { default: readonly (readonly DeferredModule[])[] } = await import(index);
    modules = batch === 0 ? [] : leaves.flat();
  } catch (error) {
    return reply({ kind: "unloadable", thrown: readThrown(error) });
  }
  reply({ kind: "loaded" });
  const started = new Int32Array(progress);
  const onStart = () => Atomics.add(started, 0, 1);
  let results: Result[] = [];
  for (const some of evaluateAll(modules, { limit, batch, onStart })) {
    results.push(...some);
    if (results.length >= messageSize) {
      replyResults(results);
      results = [];
    }
  }
  replyResults(results);
  reply({ kind: "end" });
  // In the same turn as the last file, so that no promise or event of a file can run on.
  if (last) close();
}

Error.stackTraceLimit = 50;
sealGlobals();
self.addEventListener("unhandledrejection", (event) => event.preventDefault());
self.addEventListener("message", ({ data }: MessageEvent<EvaluateRequest>) => answer(data));
