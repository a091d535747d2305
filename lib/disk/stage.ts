/** Prepares the new files of a write where no reader looks. */
import type { Change } from "./plan.ts";
import { type StagedFiles, stageFiles, type StageRequest } from "./stage_files.ts";
import type { StageReply } from "./stage_worker.ts";

// Below this a second thread takes longer to start than it saves.
const SHARED_FROM = 3000;

/**
 * Writes the text of each change to its path below a folder that exists; large numbers in two threads.
 *
 * @returns What is known of each staged file, in the order of the changes.
 * @throws The file system's own error; no thread writes any more then.
 */
export async function stage(base: string, changes: readonly Change[]): Promise<StagedFiles> {
  const request = (part: readonly Change[]): StageRequest => ({
    base,
    paths: part.map(({ path }) => path),
    texts: part.map(({ text }) => text),
  });
  if (changes.length < SHARED_FROM || navigator.hardwareConcurrency < 2) return stageFiles(request(changes));
  const half = changes.length >> 1;
  const second = request(changes.slice(half));
  const helper = stageInWorker(second);
  let first: StagedFiles | undefined;
  try {
    first = stageFiles(request(changes.slice(0, half)));
  } finally {
    if (first === undefined) await helper.catch(() => {});
  }
  return concatenate(first, await helper ?? stageFiles(second));
}

/** Resolves to nothing when the worker could not be started at all. */
function stageInWorker(request: StageRequest): Promise<StagedFiles | undefined> {
  const worker = new Worker(import.meta.resolve("./stage_worker.ts"), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<StagedFiles | undefined>();
  worker.addEventListener("message", ({ data }: MessageEvent<StageReply>) => {
    if ("staged" in data) resolve(data.staged);
    else reject(Object.assign(new Error(data.failed.message), { code: data.failed.code }));
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    resolve(undefined);
  });
  worker.postMessage(request);
  return promise.finally(() => worker.terminate());
}

function concatenate(first: StagedFiles, second: StagedFiles): StagedFiles {
  return {
    sizes: [...first.sizes, ...second.sizes],
    modified: [...first.modified, ...second.modified],
    inodes: [...first.inodes, ...second.inodes],
  };
}
