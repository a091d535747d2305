/**
 * `deno task lab`: runs the platform's catalogue on this machine.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { ToolchainError } from "../toolchain/toolchain_error.ts";
import type { Engine, Progress } from "./engine.ts";
import { LabError } from "./lab_error.ts";
import { layoutOf } from "./process/layout.ts";
import { processEngine } from "./process/process_engine.ts";

const HELP = `Runs the catalogue on this machine.

Usage: deno task lab <command> [options]

Commands:
  up       bring the lab up, or complete it
  status   list its parts
  down     take it down; nothing stays

Options:
  --engine=process   run it as processes of this machine (Linux, root)
  --help             print this text

The lab is kept in $THREERVISION_LAB, by default ~/.local/state/3rvision/lab.
`;

async function main(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === "string") {
    console.error(`${parsed}\nTry --help`);
    return 2;
  }
  if (parsed.command === undefined) {
    console.log(HELP.trimEnd());
    return parsed.help ? 0 : 2;
  }
  try {
    const engine = processEngine(layoutOf((name) => Deno.env.get(name)));
    return await COMMANDS[parsed.command](engine);
  } catch (error) {
    if (!(error instanceof LabError || error instanceof ToolchainError)) throw error;
    console.error(error.message);
    return 1;
  }
}

const COMMANDS = { up, status, down } as const;

type CommandName = keyof typeof COMMANDS;

interface Parsed {
  readonly command: CommandName | undefined;
  readonly help: boolean;
}

function parse(args: readonly string[]): Parsed | string {
  const options = {
    help: { type: "boolean", default: false },
    engine: { type: "string", default: "process" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [command, ...more] = positionals;
    if (values.engine !== "process") return `Cannot find an engine "${values.engine}": there is "process"`;
    if (values.help || command === undefined) return { command: undefined, help: values.help };
    if (!Object.hasOwn(COMMANDS, command)) return `Cannot find a command "${command}"`;
    if (more.length > 0) return `Cannot use "${more.join(" ")}": "${command}" takes no arguments`;
    return { command: command as CommandName, help: false };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

async function up(engine: Engine): Promise<number> {
  const missing = await engine.preflight();
  if (missing.length > 0) {
    const lines = missing.map(({ what, remedy }) => `  missing: ${what}\n  remedy:  ${remedy}`);
    throw new LabError(`Cannot run a lab on this machine\n${lines.join("\n")}`);
  }
  const begin = performance.now();
  await engine.up({ onProgress: tell });
  console.error(`up after ${seconds((performance.now() - begin) / 1000)}`);
  return 0;
}

async function down(engine: Engine): Promise<number> {
  await engine.down({ onProgress: tell });
  return 0;
}

async function status(engine: Engine): Promise<number> {
  const parts = await engine.status();
  if (parts.length === 0) console.log("There is no lab; bring one up with: lab up");
  const width = Math.max(...parts.map(({ name }) => name.length));
  for (const { name, state, detail } of parts) {
    console.log(`${name.padEnd(width)}  ${state.padEnd(7)}  ${detail}`);
  }
  return parts.length > 0 && parts.every(({ state }) => state === "running") ? 0 : 1;
}

function tell({ step, state, detail, seconds: elapsed }: Progress): void {
  if (state === "begun" && detail === "") return;
  const sign = { begun: "…", done: "✓", failed: "✗" }[state];
  console.error(`${sign} ${step.padEnd(24)} ${seconds(elapsed).padStart(7)}  ${detail}`);
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
