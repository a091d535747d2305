import { delay } from "./delay.ts";

/** Milliseconds between two looks at a log that is followed. */
const PAUSE = 100;

const LINE_FEED = 10;
const CHUNK = 65_536;

/**
 * What a log holds, from the start or from the last lines on.
 *
 * @param path the file.
 * @param options.lines how many of the last lines; all by default.
 * @param options.follow whether to go on as the file grows, until the reader cancels; not by default.
 */
export async function logStream(
  path: string,
  { lines, follow = false }: { readonly lines?: number; readonly follow?: boolean } = {},
): Promise<ReadableStream<Uint8Array>> {
  const file = await Deno.open(path);
  if (lines !== undefined) await file.seek(await startOfLastLines(file, lines), Deno.SeekMode.Start);
  let cancelled = false;
  return new ReadableStream({
    async pull(controller) {
      const chunk = new Uint8Array(CHUNK);
      while (!cancelled) {
        const size = await file.read(chunk);
        if (size !== null) return controller.enqueue(chunk.subarray(0, size));
        if (!follow) break;
        await delay(PAUSE);
      }
      if (cancelled) return;
      file.close();
      controller.close();
    },
    cancel() {
      cancelled = true;
      file.close();
    },
  });
}

async function startOfLastLines(file: Deno.FsFile, lines: number): Promise<number> {
  let position = (await file.stat()).size;
  // The line feed that ends the last line begins no other.
  let wanted = lines + 1;
  let last = true;
  while (position > 0) {
    const start = Math.max(0, position - CHUNK);
    const chunk = new Uint8Array(position - start);
    await file.seek(start, Deno.SeekMode.Start);
    let filled = 0;
    while (filled < chunk.length) {
      const size = await file.read(chunk.subarray(filled));
      if (size === null) break;
      filled += size;
    }
    if (last && chunk[filled - 1] !== LINE_FEED) wanted--;
    last = false;
    for (let index = filled - 1; index >= 0; index--) {
      if (chunk[index] === LINE_FEED && --wanted === 0) return start + index + 1;
    }
    position = start;
  }
  return 0;
}
