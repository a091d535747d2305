/**
 * `deno task lab`: runs the platform's catalogue on this machine.
 *
 * @module
 */

import { resolve } from "@std/path";
import { parseArgs } from "node:util";
import { didYouMean } from "../lib/did_you_mean.ts";
import { ToolchainError } from "../toolchain/toolchain_error.ts";
import { LAB_TREE } from "./argocd/argocd_steps.ts";
import type { CommandContext } from "./commands/command_context.ts";
import { down } from "./commands/down.ts";
import { logs } from "./commands/logs.ts";
import { interrupted, open } from "./commands/open.ts";
import { push } from "./commands/push.ts";
import { shell } from "./commands/shell.ts";
import { status } from "./commands/status.ts";
import { verify } from "./commands/verify.ts";
import { up } from "./commands/up.ts";
import { ENGINE_NAMES, engineOf, isEngineName } from "./engine_of.ts";
import { LabError } from "./lab_error.ts";
import { isTiers, TIERS } from "./node/tiers.ts";
import { layoutOf } from "./process/layout.ts";

const HELP = `Runs the catalogue on this machine.

Usage: deno task lab <command> [options]

Commands:
  up                          bring the lab up, or complete it
  status                      list its parts and Argo CD's Applications
  verify                      prove with real traffic that it does what the catalogue says
  push                        commit and push the working tree, and wait until it is in the cluster
  logs <part or pod>          print a log, such as that of etcd or of backend/backend-canary
  shell <pod> [-- command]    run a command, by default a shell, where a pod runs
  open <page>                 print the URL of grafana, jaeger, prometheus, argocd or kiali, and keep it open
  down                        take it down; nothing stays

Options:
  --engine=process    run it as processes of this machine (Linux, root)
  --engine=kind       run it in Kind (Docker)
  --tree=<folder>     the repository that is run; by default the one this command is part of
  --tiers=apps        up: run the programs of apps/ for the three tiers, the default; built once
  --tiers=echo        up: run echo programs in their place, which need no build and little memory
  --until=<step>      up: stop after this step, such as keeper: the control plane alone
  --timeout=<s>       up, push: seconds to wait for the Applications; 600 by default
  --no-wait           push: don't wait
  --message=<text>    push: the subject of the commit
  --watch             status: print again whenever it has changed
  --json              status, verify: print JSON
  --only=<proof>      verify: this proof; may be given several times
  --container=<name>  logs, shell: the container, if not the first
  --follow            logs: go on as it grows
  --lines=<n>         logs: only the last lines
  --help              print this text

Exit codes: 0 all is well, 1 it is not, 2 the command can't be understood. shell: that of the command;
verify: 3 if nothing was refuted, but something could not be measured.
The lab is kept in $THREERVISION_LAB, by default ~/.local/state/3rvision/lab.
`;

const OPTIONS = {
  help: { type: "boolean", default: false },
  engine: { type: "string", default: "process" },
  tree: { type: "string" },
  tiers: { type: "string" },
  until: { type: "string" },
  timeout: { type: "string", default: "600" },
  wait: { type: "boolean", default: true },
  message: { type: "string" },
  watch: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  only: { type: "string", multiple: true, default: [] as string[] },
  container: { type: "string" },
  follow: { type: "boolean", default: false },
  lines: { type: "string" },
} as const;

type Values = ReturnType<typeof parseValues>["values"];

interface Command {
  /** How many arguments it takes: at least, at most. */
  readonly takes: readonly [number, number];
  readonly run: (context: CommandContext, values: Values, args: readonly string[]) => Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  up: {
    takes: [0, 0],
    run: (context, { until, timeout }) => up(context, { until, timeout: Number(timeout) }),
  },
  status: { takes: [0, 0], run: status },
  verify: { takes: [0, 0], run: verify },
  push: {
    takes: [0, 0],
    run: (context, { message, wait, timeout }) => push(context, { message, wait, timeout: Number(timeout) }),
  },
  logs: {
    takes: [1, 1],
    run: (context, { container, follow, lines }, [of = ""]) =>
      logs(context, { of, container, follow, lines: lines === undefined ? undefined : Number(lines) }),
  },
  shell: {
    takes: [1, Infinity],
    run: (context, { container }, [of = "", ...command]) => shell(context, { of, container, command }),
  },
  open: { takes: [1, 1], run: (context, _, [page = ""]) => open(context, { page, closed: interrupted() }) },
  down: { takes: [0, 0], run: down },
};

function parseValues(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, allowNegative: true });
}

async function main(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === "string") {
    console.error(`${parsed}\nTry --help`);
    return 2;
  }
  const { command, values, rest } = parsed;
  if (command === undefined) {
    console.log(HELP.trimEnd());
    return values.help ? 0 : 2;
  }
  try {
    const { tree, engine: name, tiers } = values;
    if (!isEngineName(name) || !(tiers === undefined || isTiers(tiers))) return 2;
    const labTree = tree === undefined ? LAB_TREE : { ...LAB_TREE, workingTree: resolve(tree) };
    const engine = engineOf(name, layoutOf((variable) => Deno.env.get(variable)), labTree, tiers);
    return await command.run({ engine, labTree }, values, rest);
  } catch (error) {
    if (!(error instanceof LabError || error instanceof ToolchainError)) throw error;
    console.error(error.message);
    return 1;
  }
}

interface Parsed {
  readonly command: Command | undefined;
  readonly values: Values;
  readonly rest: readonly string[];
}

function parse(args: readonly string[]): Parsed | string {
  try {
    const { values, positionals: [name, ...rest] } = parseValues(args);
    if (!isEngineName(values.engine)) {
      const names = ENGINE_NAMES.map((name) => `"${name}"`).join(" and ");
      return `Cannot find an engine "${values.engine}": there is ${names}`;
    }
    const problem = tiersProblem(values);
    if (problem !== undefined) return problem;
    for (const option of ["timeout", "lines"] as const) {
      const value = values[option];
      if (value === undefined || /^[1-9]\d*$/.test(value)) continue;
      return `Cannot use "${value}" for --${option}: it takes a whole number above 0`;
    }
    if (values.help || name === undefined) return { command: undefined, values, rest: [] };
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) {
      const meant = didYouMean(name, Object.keys(COMMANDS));
      return `Cannot find a command "${name}"${meant === undefined ? "" : `: ${meant}`}`;
    }
    const [least, most] = command.takes;
    if (rest.length > most) return `Cannot use "${rest.join(" ")}": "${name}" takes no arguments`;
    if (rest.length < least) return `Cannot tell what to run "${name}" for: it takes a part, a pod or a page`;
    return { command, values, rest };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function tiersProblem({ tiers, engine }: Values): string | undefined {
  if (tiers === undefined) return undefined;
  if (!isTiers(tiers)) {
    return `Cannot use "${tiers}" for --tiers: it takes ${TIERS.map((name) => `"${name}"`).join(" or ")}`;
  }
  return tiers === "apps" || engine === "process"
    ? undefined
    : `Cannot use --tiers=${tiers} with the engine "${engine}": it builds the images of apps/`;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
