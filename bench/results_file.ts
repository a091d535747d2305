/** Figures kept from one run of the benchmark to the next. */
import type { SizeReport } from "./measure_size.ts";

interface Results {
  /** What was measured with another version isn't to be compared. */
  readonly deno: string;
  readonly sizes: readonly SizeReport[];
}

/**
 * The sizes that a file holds, so that a run which was broken off goes on where it was. Without a path nothing is kept.
 */
export class ResultsFile {
  readonly #path: string | undefined;
  readonly #sizes = new Map<number, SizeReport>();

  /** Reads the file; it need not exist. Throws where it is something else. */
  constructor(path: string | undefined) {
    this.#path = path;
    if (path === undefined) return;
    let text: string;
    try {
      text = Deno.readTextFileSync(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      throw error;
    }
    const { deno, sizes }: Results = JSON.parse(text);
    if (deno !== Deno.version.deno) {
      throw new TypeError(`--results names "${path}", whose figures are of Deno ${deno}: name another file`);
    }
    for (const size of sizes) this.#sizes.set(size.services, size);
  }

  /** What was measured of a number of services. */
  get(services: number): SizeReport | undefined {
    return this.#sizes.get(services);
  }

  /** Keeps a measurement. */
  add(size: SizeReport): void {
    this.#sizes.set(size.services, size);
    if (this.#path === undefined) return;
    const results: Results = { deno: Deno.version.deno, sizes: [...this.#sizes.values()] };
    Deno.writeTextFileSync(this.#path, JSON.stringify(results, null, 2) + "\n");
  }
}
