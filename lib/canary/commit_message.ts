/** What the commit of a move says. */
import type { ClusterEffect } from "./effects.ts";

/** What a commit message is made from. */
export interface CommitParts {
  /** The service's name. */
  readonly service: string;
  /** What moves: `canary 10 % → 25 %`. */
  readonly summary: string;
  /** Why, with the numbers; empty: because somebody wanted it. */
  readonly reasons: readonly string[];
  /** What it means in each cluster. */
  readonly effects: readonly ClusterEffect[];
  /** What follows; undefined: nothing. */
  readonly next: string | undefined;
}

const width = 72;

/** Breaks a paragraph into lines; the later ones are indented. */
function wrap(text: string, first = "", later = first): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    if (line.trim() !== "" && line.trim() !== "-" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = later + word;
    } else line += line === first || line === later ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}

/** The subject, why, what it means in each cluster and what follows. Ends with a line break. */
export function commitMessage({ service, summary, reasons, effects, next }: CommitParts): string {
  const list = (items: readonly string[]) => items.map((item) => wrap(item, "- ", "  ")).join("\n");
  const paragraphs = [
    `${service}: ${summary}`,
    ...(reasons.length === 0 ? [] : [list(reasons)]),
    ...(effects.length === 0 ? [] : [list(effects.map(({ cluster, text }) => `${cluster}: ${text}`))]),
    ...(next === undefined ? [] : [wrap(`Next: ${next}.`)]),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}
