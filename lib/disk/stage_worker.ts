/**
 * A second thread that stages files. The first message is a {@linkcode StageStart}; each one after it is a
 * {@linkcode StageOrder}, which is answered by a {@linkcode StageReply} unless the main thread has claimed the batch.
 */
import { claimants, Claims } from "./claims.ts";
import { type StagedFiles, Stager, type StageRequest } from "./stage_files.ts";

/** What the thread is told first. */
export interface StageStart {
  /** The folder that files are staged below. */
  readonly base: string;
  /** Of the {@linkcode Claims} to the batches. */
  readonly memory: SharedArrayBuffer;
}

/** Files to stage. */
export interface StageOrder extends StageRequest {
  /** Their number among the batches. */
  readonly batch: number;
}

/** What became of a batch: a failure is plain data, for an error loses its code on the way between threads. */
export type StageReply =
  & { readonly batch: number }
  & ({ readonly staged: StagedFiles } | {
    readonly failed: { readonly code: string | undefined; readonly message: string };
  });

class Thread {
  readonly #stager: Stager;
  readonly #claims: Claims;

  constructor({ base, memory }: StageStart) {
    this.#stager = new Stager(base);
    this.#claims = new Claims(memory);
  }

  stage({ batch, ...request }: StageOrder): StageReply | undefined {
    if (!this.#claims.take(batch, claimants.helper)) return undefined;
    try {
      return { batch, staged: this.#stager.stage(request) };
    } catch (error) {
      const { message, code }: { message: string; code?: string } = error instanceof Error
        ? error
        : { message: String(error) };
      return { batch, failed: { code, message } };
    }
  }
}

let thread: Thread | undefined;

self.addEventListener("message", ({ data }: MessageEvent<StageStart | StageOrder>) => {
  if ("base" in data) thread = new Thread(data);
  else {
    const reply = thread?.stage(data);
    if (reply !== undefined) self.postMessage(reply);
  }
});
