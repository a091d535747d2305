/** Prints to the process's own streams. */
import type { Channel, Output } from "../report/output.ts";
import { colouredStyle, plainStyle } from "../report/style.ts";

/** A stream of the process. */
interface Stream {
  writeSync(bytes: Uint8Array): number;
  isTerminal(): boolean;
}

const encoder = new TextEncoder();

/** Writes everything; a reader that has gone away (`| head`) has what it wanted, so what is left is dropped. */
function writeAll(stream: Stream, text: string): void {
  const bytes = encoder.encode(text);
  try {
    for (let written = 0; written < bytes.length;) written += stream.writeSync(bytes.subarray(written));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

function channel(stream: Stream, colour: "auto" | "always" | "never"): Channel {
  const coloured = colour === "auto" ? stream.isTerminal() && !Deno.noColor : colour === "always";
  return {
    style: coloured ? colouredStyle : plainStyle,
    line: (text) => writeAll(stream, `${text}\n`),
  };
}

/** Standard output for what was asked for, standard error for the rest. Writes at once, so nothing is lost at exit. */
export function terminalOutput(colour: "auto" | "always" | "never"): Output {
  return { result: channel(Deno.stdout, colour), messages: channel(Deno.stderr, colour) };
}
