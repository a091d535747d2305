/** From the command line to an exit code. */
import { didYouMean } from "../did_you_mean.ts";
import { parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { commandNames, loadCommand, loadCommands } from "./commands.ts";
import { commonOptions } from "./common_options.ts";
import type { Environment } from "./environment.ts";
import { type ExitCode, exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";
import { reportFailure } from "./report_failure.ts";

async function findCommand(name: string): Promise<Command> {
  const command = await loadCommand(name);
  if (command !== undefined) return command;
  throw new Failure(
    exitCodes.usage,
    `Unknown command ${JSON.stringify(name)}`,
    didYouMean(name, commandNames) ?? `"deno task help" lists the commands`,
  );
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? undefined : end).some((word) => word === "--help" || word === "-h");
}

async function dispatch(args: readonly string[], environment: Environment): Promise<ExitCode> {
  const [name = "help", ...rest] = args[0] === "--help" || args[0] === "-h" ? ["help"] : args;
  if (name === "help" || asksForHelp(rest)) {
    const about = name === "help" ? rest.find((word) => !word.startsWith("-")) : name;
    const command = about === undefined ? undefined : await findCommand(about);
    const { helpText } = await import("./help.ts");
    const { result } = environment.openOutput("auto");
    result.line(helpText(command, await loadCommands(), result.style));
    return exitCodes.ok;
  }
  const command = await findCommand(name);
  const help = `deno task help ${name}`;
  const parsed = parseArguments(rest, { ...command.options, ...commonOptions }, help);
  const missing = command.positionals[parsed.positionals.length];
  if (missing?.startsWith("<")) {
    throw new Failure(exitCodes.usage, `Cannot run ${name}: ${missing} is missing`, `see "${help}"`);
  }
  const extra = parsed.positionals[command.positionals.length];
  if (extra !== undefined) {
    const message = `Cannot run ${name}: ${JSON.stringify(extra)} is one argument too many`;
    throw new Failure(exitCodes.usage, message, `see "${help}"`);
  }
  const output = environment.openOutput(parsed.options.color);
  return await command.run({ root: environment.root, elapsed: environment.elapsed, output }, parsed);
}

/** Runs a command and prints whatever goes wrong. Never throws. */
export async function runCli(args: readonly string[], environment: Environment): Promise<ExitCode> {
  try {
    return await dispatch(args, environment);
  } catch (error) {
    return reportFailure(error, args, environment);
  }
}
