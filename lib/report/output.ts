/** Where a command prints. */
import type { Style } from "./style.ts";

/** A stream of lines and how they may be set off. */
export interface Channel {
  /** Does nothing where there is no colour. */
  readonly style: Style;
  /** Prints one line, or several where the text has line feeds; the last one is added. */
  readonly line: (text: string) => void;
}

/** The two streams of a command, so that what it was asked for can be piped without what it has to say besides. */
export interface Output {
  /** What the command was asked for (standard output). */
  readonly result: Channel;
  /** Mistakes, warnings and progress (standard error). */
  readonly messages: Channel;
}
