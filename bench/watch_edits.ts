/** How long `watch` takes from a save to the last file written. */
import { generator, peakMemory, start } from "./process.ts";
import { type Samples, samplesOf } from "./samples.ts";
import { serviceFile, serviceName, serviceSource } from "./write_catalogue.ts";
import type { Workspace } from "./workspace.ts";

/** What {@linkcode watchEdits} measured. */
export interface WatchCost {
  /** From a save to the line that says that everything is written. */
  readonly edit: Samples;
  /** Unit: MiB; undefined where the system doesn't tell. */
  readonly peakMiB: number | undefined;
}

/** Lines that a process prints, as they come. */
class Lines {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #rest = "";

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next line that holds a text. Throws where the process ends before. */
  async next(text: string): Promise<string> {
    for (;;) {
      for (let end = this.#rest.indexOf("\n"); end !== -1; end = this.#rest.indexOf("\n")) {
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        if (line.includes(text)) return line;
      }
      const { value, done } = await this.#reader.read();
      if (done) throw new Error(`Cannot measure watch: it ended before it printed "${text}"\n${this.#rest}`);
      this.#rest += value;
    }
  }

  close(): Promise<void> {
    return this.#reader.cancel();
  }
}

/**
 * Saves a service file again and again under `watch`, in a repository whose `clusters/` is up to date.
 *
 * @param services How many services there are.
 * @param runs How many saves.
 */
export async function watchEdits({ root }: Workspace, services: number, runs: number): Promise<WatchCost> {
  const index = services >> 1;
  const output = `${root}/clusters/base/${serviceName(index)}/deployment-stable.yaml`;
  const child = start(generator(root, "watch"), { stdout: "piped", stderr: "piped" });
  const results = new Lines(child.stdout);
  const messages = new Lines(child.stderr);
  const seconds: number[] = [];
  try {
    await messages.next("Watching");
    // The first save only warms up what a session of work has warm.
    for (let run = 0; run <= runs; run++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const tag = `2.0.${run}`;
      const begin = performance.now();
      Deno.writeTextFileSync(`${root}/${serviceFile(index)}`, serviceSource(index, services, tag));
      await results.next("→");
      if (run > 0) seconds.push((performance.now() - begin) / 1000);
      if (!Deno.readTextFileSync(output).includes(`:${tag}`)) {
        throw new Error(`Cannot measure watch: it wrote "${output}" without the saved tag ${tag}`);
      }
    }
    return { edit: samplesOf(seconds), peakMiB: await peakMemory(child.pid) };
  } finally {
    child.kill("SIGINT");
    await Promise.all([results.close(), messages.close()]);
    await child.status;
  }
}
