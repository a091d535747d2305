/** Mentions of tasks on a page. */
import { type CodeBlock, codeBlocks, codeSpans } from "./markdown.ts";

/** A mention of `deno task <name> …`. */
export interface TaskMention {
  /** The task, as `canary:commit`. */
  readonly task: string;
  /** What follows it, up to the end of the command, as a shell would give it to the task. */
  readonly args: readonly string[];
  /** The line of the page, from 1. */
  readonly line: number;
}

/** Languages of blocks whose lines are commands. */
const SHELLS = new Set(["console", "sh", "bash"]);

/** Where a command ends that is followed by another one, a redirection or a remark. */
const END = new Set(["|", "||", "&&", ";", "&", ">", "2>", ">>", "#"]);

/** The words of a line as a shell sees them: quotes keep blanks together. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!);
}

function mentions(text: string, line: number): readonly TaskMention[] {
  const all = words(text);
  return all.flatMap((word, at) => {
    const name = all[at + 2];
    if (!/^deno(@[\d.]+)?$/.test(word) || all[at + 1] !== "task" || name === undefined) return [];
    const rest = all.slice(at + 2).filter((each) => each !== "--quiet");
    const end = rest.findIndex((each) => END.has(each) || each.endsWith(";"));
    const [task = "", ...args] = end < 0 ? rest : [...rest.slice(0, end), ...semicolonCut(rest[end]!)];
    return [{ task, args, line }];
  });
}

function semicolonCut(word: string): readonly string[] {
  return word.endsWith(";") && word !== ";" ? [word.slice(0, -1)] : [];
}

function blockMentions({ language, text, line }: CodeBlock): readonly TaskMention[] {
  if (!SHELLS.has(language)) return [];
  return text.split("\n").flatMap((written, index) => mentions(written, line + index));
}

/** Every mention of a task on a page, in blocks of commands and within lines; those of `deno task …` are left out. */
export function taskMentions(page: string): readonly TaskMention[] {
  return [
    ...codeBlocks(page).flatMap(blockMentions),
    ...codeSpans(page).flatMap(({ text, line }) => mentions(text, line)),
  ].filter(({ task }) => task !== "…").sort((a, b) => a.line - b.line);
}
