/** A terminal as a page shows it: commands, each with what it printed. */
import type { CodeBlock } from "./markdown.ts";

/** A command of a page and what the page says that it prints. */
export interface ShownCommand {
  /** As it is typed. */
  readonly command: string;
  /** Whether the page shows root's prompt, `#`: what needs a lab. */
  readonly root: boolean;
  /** What it prints, to standard output and standard error; a line of `…` stands for lines that the page leaves out. */
  readonly output: readonly string[];
  /** The line of the page on which the command stands, from 1. */
  readonly line: number;
}

/**
 * The commands of a `console` block. Throws where a line of output stands before the first command: nobody could tell
 * what printed it.
 */
export function shownCommands({ text, line }: CodeBlock): readonly ShownCommand[] {
  const found: { command: string; root: boolean; output: string[]; line: number }[] = [];
  for (const [index, written] of text.split("\n").entries()) {
    const [, prompt, command] = /^([$#]) (.+)$/.exec(written) ?? [];
    if (command !== undefined) {
      found.push({ command, root: prompt === "#", output: [], line: line + index });
    } else if (found.length === 0) {
      throw new Error(`line ${line + index}: "${written}" stands before the first command`);
    } else {
      found.at(-1)!.output.push(written);
    }
  }
  return found;
}
