/** What `help` prints. */
import type { Style } from "./style.ts";

/** What help needs to know of an option. */
export interface OptionHelp {
  /** `--service NAME`. */
  readonly form: string;
  /** One sentence. */
  readonly description: string;
}

/** What help needs to know of a command. */
export interface CommandHelp {
  /** As it is typed. */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** `deno task new <service> [options]`. */
  readonly usage: string;
  /** Some sentences. */
  readonly description: string;
  /** In the order in which they are shown. */
  readonly options: readonly OptionHelp[];
  /** Whole commands, and what each is for. */
  readonly examples: readonly { readonly command: string; readonly purpose: string }[];
}

type Rows = readonly (readonly [left: string, right: string])[];

function table(rows: Rows): string {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

function sections(
  parts: readonly (readonly [heading: string | undefined, text: string])[],
  style: Style,
): string {
  return parts.filter(([, text]) => text !== "")
    .map(([heading, text]) => heading === undefined ? text : `${style.strong(heading)}\n${text}`).join(
      "\n\n",
    );
}

/** All commands, in the order given. */
export function helpOverview(
  commands: readonly CommandHelp[],
  exitCodes: readonly (readonly [code: number, meaning: string])[],
  style: Style,
): string {
  return sections([
    [undefined, "Renders services/, overlays/ and argocd/ into clusters/, which Argo CD reads."],
    ["Commands", table(commands.map(({ name, summary }) => [`deno task ${name}`, summary]))],
    ["Help for one command", "  deno task help <command>"],
    ["Exit codes", table(exitCodes.map(([code, meaning]) => [String(code), meaning]))],
  ], style);
}

/** One command with its options, examples and exit codes. */
export function helpCommand(
  command: CommandHelp,
  exitCodes: readonly (readonly [code: number, meaning: string])[],
  style: Style,
): string {
  return sections([
    [undefined, `${command.summary}.`],
    ["Usage", `  ${command.usage}`],
    [undefined, command.description],
    ["Options", table(command.options.map(({ form, description }) => [form, description]))],
    ["Examples", table(command.examples.map(({ command, purpose }) => [command, purpose]))],
    ["Exit codes", table(exitCodes.map(([code, meaning]) => [String(code), meaning]))],
  ], style);
}
