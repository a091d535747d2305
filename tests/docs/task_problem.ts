/** Whether a task is there and takes what it is given. */
import type { Command } from "../../lib/cli/command.ts";
import { parseArguments } from "../../lib/cli/arguments.ts";
import { Failure } from "../../lib/cli/failure.ts";
import type { TaskMention } from "./task_mention.ts";

interface Task {
  readonly description: string;
  readonly command: string;
}

/** What there is to be mentioned. */
export interface KnownTasks {
  /** The tasks of `deno.json`. */
  readonly tasks: Readonly<Record<string, Task>>;
  /** The generator's commands. */
  readonly commands: readonly Command[];
  /** What `deno task lab --help` prints. */
  readonly labHelp: string;
}

/** A word that stands for one of the reader's own. */
const PLACEHOLDER = /^(<.*>|…|\[.*\])$/;

/** What is wrong with a mention; `undefined` if nothing is. */
export function taskProblem({ task, args }: TaskMention, known: KnownTasks): string | undefined {
  const found = Object.hasOwn(known.tasks, task) ? known.tasks[task] : undefined;
  if (found === undefined) return `there is no task "${task}"`;
  const given = args.filter((arg) => !PLACEHOLDER.test(arg));
  const [, name] = /generate\.ts (\S+)/.exec(found.command) ?? [];
  if (task === "lab") return labProblem(given, known.labHelp);
  if (name === undefined || name === "help") {
    const option = given.find((arg) => arg.startsWith("--"));
    return option === undefined ? undefined : `nobody knows whether "${task}" takes ${option}`;
  }
  const command = known.commands.find((each) => each.name === name);
  if (command === undefined) return `there is no command "${name}"`;
  // The reader is to write a value where an option stands alone, as in the text "`deno task new --namespace`".
  const last = given.at(-1);
  const words = last !== undefined && takesValue(last, command.options) ? [...given, "value"] : given;
  try {
    parseArguments(words.filter((word) => word !== "--help"), command.options, `deno task ${task} --help`);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

function takesValue(arg: string, options: Readonly<Record<string, { readonly kind: string }>>): boolean {
  const option = arg.startsWith("--") ? options[arg.slice(2)] : undefined;
  return option !== undefined && option.kind !== "flag";
}

function labProblem(args: readonly string[], help: string): string | undefined {
  const lines = help.split("\n").map((line) => line.trim());
  const has = (word: string) => lines.some((line) => line === word || /^[ =]/.test(afterWord(line, word)));
  const [command] = args.filter((arg) => !arg.startsWith("--"));
  if (command !== undefined && !has(command)) return `the lab has no command "${command}"`;
  const own = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  const unknown = own.find((arg) => arg.startsWith("--") && !has(arg.split("=")[0]!));
  return unknown === undefined ? undefined : `the lab has no option ${unknown}`;
}

function afterWord(line: string, word: string): string {
  return line.startsWith(word) ? line.slice(word.length) : "";
}
