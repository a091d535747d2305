/** How a person ends a command that runs until it is told to stop. */

/** Aborts on Ctrl-C or when the process is asked to end, instead of ending in the middle of a write. */
export class StopSignal implements Disposable {
  readonly #controller = new AbortController();
  readonly #abort = () => this.#controller.abort();
  readonly #names: readonly Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];

  /** Listens from now on. */
  constructor() {
    for (const name of this.#names) Deno.addSignalListener(name, this.#abort);
  }

  /** Aborted once somebody asked to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Listens no more. */
  [Symbol.dispose](): void {
    for (const name of this.#names) Deno.removeSignalListener(name, this.#abort);
  }
}
