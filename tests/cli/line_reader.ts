/** Waits for what a running process prints. */

/** Reads a stream as it comes. */
export class LineReader {
  #text = "";
  readonly #reader: ReadableStreamDefaultReader<string>;

  /** Begins to read; nobody else may read the stream. */
  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  }

  /**
   * The text up to the end of the first line that matches, which is then read no more. Rejects when the stream ends
   * before; there is no time limit but the test's own.
   */
  async until(pattern: RegExp): Promise<string> {
    for (let start = 0;;) {
      const end = this.#text.indexOf("\n", start);
      if (end === -1) {
        const { value, done } = await this.#reader.read();
        if (done) throw new Error(`Cannot find ${pattern} in ${JSON.stringify(this.#text)}`);
        this.#text += value;
      } else if (pattern.test(this.#text.slice(start, end))) {
        const read = this.#text.slice(0, end + 1);
        this.#text = this.#text.slice(end + 1);
        return read;
      } else {
        start = end + 1;
      }
    }
  }

  /** Everything that is left. */
  async rest(): Promise<string> {
    for (let chunk = await this.#reader.read(); !chunk.done; chunk = await this.#reader.read()) {
      this.#text += chunk.value;
    }
    return this.#text;
  }
}
