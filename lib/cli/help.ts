/** The words of `help`, read off the commands. */
import { type CommandHelp, helpCommand, helpOverview, type OptionHelp } from "../report/help_text.ts";
import type { Style } from "../report/style.ts";
import type { Command } from "./command.ts";
import { commonOptions } from "./common_options.ts";
import { exitCodeMeanings } from "./exit_code.ts";
import type { Option } from "./option.ts";

function form(name: string, option: Option): string {
  switch (option.kind) {
    case "flag":
      return `--${name}`;
    case "choice":
      return `--${name} ${option.choices.join("|")}`;
    case "text":
    case "list":
      return `--${name} ${option.placeholder}`;
  }
}

function optionHelp(options: Readonly<Record<string, Option>>): readonly OptionHelp[] {
  return Object.entries(options).map(([name, option]) => ({
    form: form(name, option),
    description: option.kind === "list" ? `${option.description}; may be repeated` : option.description,
  }));
}

function commandHelp(command: Command): CommandHelp {
  return {
    name: command.name,
    summary: command.summary,
    usage: ["deno task", command.name, ...command.positionals, "[options]"].join(" "),
    description: command.description,
    options: optionHelp({ ...command.options, ...commonOptions }),
    examples: command.examples.map(({ command, purpose }) => ({ command: `deno task ${command}`, purpose })),
  };
}

/** Help for one command, or the list of all. */
export function helpText(command: Command | undefined, commands: readonly Command[], style: Style): string {
  return command === undefined
    ? helpOverview(commands.map(commandHelp), exitCodeMeanings, style)
    : helpCommand(commandHelp(command), exitCodeMeanings, style);
}
