/** The second thread that stages files, seen from the main thread. */
import { claimants, Claims } from "./claims.ts";
import type { StagedFiles, StageRequest } from "./stage_files.ts";
import type { StageOrder, StageReply, StageStart } from "./stage_worker.ts";

/** So many batches it can be given. */
const most = 1 << 14;

/** Stages batches while the main thread does something else. */
export class StagingHelper {
  readonly #worker = new Worker(import.meta.resolve("./stage_worker.ts"), { type: "module" });
  readonly #claims = new Claims(most);
  readonly #staged = new Map<number, StagedFiles>();
  readonly #failures: Error[] = [];
  #broken = false;
  #sent = 0;
  #answered = 0;
  #onReply = () => {};

  /** Starts the thread, which stages below a folder that exists when the first batch comes. */
  constructor(base: string) {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<StageReply>) => {
      if ("staged" in data) this.#staged.set(data.batch, data.staged);
      else this.#failures.push(Object.assign(new Error(data.failed.message), { code: data.failed.code }));
      this.#answered++;
      this.#onReply();
    });
    // A thread that cannot run stages nothing; the main thread does all of it then.
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#broken = true;
      this.#onReply();
    });
    const start: StageStart = { base, memory: this.#claims.memory };
    this.#worker.postMessage(start);
  }

  /** Gives it the next batch; they are numbered from 0. Whether it takes any more. */
  send({ paths, texts }: StageRequest): boolean {
    if (this.#sent >= this.#claims.size) return false;
    const order: StageOrder = { batch: this.#sent++, paths, texts };
    this.#worker.postMessage(order);
    return true;
  }

  /** Takes a batch from it, unless it has begun it. Whether that was so. */
  take(batch: number): boolean {
    return batch >= this.#sent || this.#claims.take(batch, claimants.main);
  }

  /** What is known of a batch that it has staged. */
  staged(batch: number): StagedFiles | undefined {
    return this.#staged.get(batch);
  }

  /**
   * Waits until it has ended what it has begun; it begins nothing any more.
   *
   * @throws The file system's own error, if a file was refused.
   */
  async end(): Promise<void> {
    let begun = 0;
    for (let batch = 0; batch < this.#sent; batch++) {
      this.take(batch);
      if (this.#claims.isTakenBy(batch, claimants.helper)) begun++;
    }
    while (this.#answered < begun && !this.#broken) {
      await new Promise<void>((resolve) => this.#onReply = resolve);
    }
    this.#worker.terminate();
    const [failure] = this.#failures;
    if (failure !== undefined) throw failure;
  }
}
