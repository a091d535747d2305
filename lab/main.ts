/**
 * `deno task lab`: runs the platform's catalogue on this machine.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { ToolchainError } from "../toolchain/toolchain_error.ts";
import { LAB_TREE } from "./argocd/argocd_steps.ts";
import type { CommandContext } from "./commands/command_context.ts";
import { printProgress } from "./commands/print_progress.ts";
import { up } from "./commands/up.ts";
import { LabError } from "./lab_error.ts";
import { layoutOf } from "./process/layout.ts";
import { processLab } from "./process_lab.ts";

const HELP = `Runs the catalogue on this machine.

Usage: deno task lab <command> [options]

Commands:
  up       bring the lab up, or complete it
  status   list its parts
  down     take it down; nothing stays

Options:
  --engine=process   run it as processes of this machine (Linux, root)
  --until=<step>     up: stop after this step, such as keeper: the control plane alone
  --timeout=<s>      up: seconds to wait for the Applications; 600 by default
  --help             print this text

The lab is kept in $THREERVISION_LAB, by default ~/.local/state/3rvision/lab.
`;

const OPTIONS = {
  help: { type: "boolean", default: false },
  engine: { type: "string", default: "process" },
  until: { type: "string" },
  timeout: { type: "string", default: "600" },
} as const;

type Values = ReturnType<typeof parseValues>["values"];

const COMMANDS = {
  up: (context: CommandContext, { until, timeout }: Values) =>
    up(context, { until, timeout: Number(timeout) }),
  status: ({ engine }: CommandContext) => status({ engine }),
  down: async ({ engine }: CommandContext) => {
    await engine.down({ onProgress: printProgress });
    return 0;
  },
} as const;

function parseValues(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

async function main(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === "string") {
    console.error(`${parsed}\nTry --help`);
    return 2;
  }
  const { command, values } = parsed;
  if (command === undefined) {
    console.log(HELP.trimEnd());
    return values.help ? 0 : 2;
  }
  try {
    const engine = processLab(layoutOf((name) => Deno.env.get(name)));
    return await COMMANDS[command]({ engine, labTree: LAB_TREE }, values);
  } catch (error) {
    if (!(error instanceof LabError || error instanceof ToolchainError)) throw error;
    console.error(error.message);
    return 1;
  }
}

interface Parsed {
  readonly command: keyof typeof COMMANDS | undefined;
  readonly values: Values;
}

function parse(args: readonly string[]): Parsed | string {
  try {
    const { values, positionals } = parseValues(args);
    const [command, ...more] = positionals;
    if (values.engine !== "process") return `Cannot find an engine "${values.engine}": there is "process"`;
    if (!/^[1-9]\d*$/.test(values.timeout)) {
      return `Cannot wait "${values.timeout}" seconds: --timeout takes a whole number above 0`;
    }
    if (values.help || command === undefined) return { command: undefined, values };
    if (!Object.hasOwn(COMMANDS, command)) return `Cannot find a command "${command}"`;
    if (more.length > 0) return `Cannot use "${more.join(" ")}": "${command}" takes no arguments`;
    return { command: command as keyof typeof COMMANDS, values };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

async function status({ engine }: Pick<CommandContext, "engine">): Promise<number> {
  const parts = await engine.status();
  if (parts.length === 0) console.log("There is no lab; bring one up with: lab up");
  const width = Math.max(...parts.map(({ name }) => name.length));
  for (const { name, state, detail } of parts) {
    console.log(`${name.padEnd(width)}  ${state.padEnd(7)}  ${detail}`);
  }
  return parts.length > 0 && parts.every(({ state }) => state === "running") ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
