/**
 * `deno task bench`: what the generator costs, beside what can't be had for less and what others take. It always exits
 * with 0 where it could measure: times are to be read, they gate nothing.
 */
import { parseArgs } from "node:util";
import { mostForCdk8s, type Tool } from "./compare.ts";
import { formatReport } from "./format_report.ts";
import { measureShipped } from "./measure_shipped.ts";
import { measureSize, type SizeReport } from "./measure_size.ts";
import type { Report } from "./report.ts";
import { ResultsFile } from "./results_file.ts";
import { targetsOf } from "./targets.ts";

const tools: readonly Tool[] = ["cdk8s", "kustomize"];

const usage = `deno task bench [--services 10,100,1000,10000] [--runs N] [--without cdk8s,kustomize]
                [--results FILE] [--json]

  --services LIST  how many services there are, one measurement for each number; default 10,100,1000,10000
  --runs N         how often each thing is done; default 5, and 2 above 1,000 services
  --without LIST   tools to leave out: cdk8s, kustomize
  --results FILE   keep each number of services there once it is measured, and don't measure again what is there
  --json           the report as JSON

Example: deno task bench --services 1000 --without cdk8s,kustomize`;

/** What the arguments ask for. */
export interface BenchOptions {
  readonly services: readonly number[];
  readonly runs: number | undefined;
  readonly tools: ReadonlySet<Tool>;
  /** Where figures are kept; undefined: nowhere. */
  readonly results: string | undefined;
  readonly json: boolean;
}

function positive(text: string, name: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text)) throw new TypeError(`${name} is "${text}", must be a number from 1`);
  return Number(text);
}

/** Reads the arguments; undefined where help is asked for. Throws a TypeError that names the argument. */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      services: { type: "string", default: "10,100,1000,10000" },
      runs: { type: "string" },
      without: { type: "string", default: "" },
      results: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const without = values.without.split(",").filter((name) => name !== "");
  for (const name of without) {
    if (!tools.some((tool) => tool === name)) {
      throw new TypeError(`--without names "${name}", knows ${tools.join(", ")}`);
    }
  }
  return {
    services: values.services.split(",").map((text) => positive(text, "--services")),
    runs: values.runs === undefined ? undefined : positive(values.runs, "--runs"),
    tools: new Set(tools.filter((tool) => !without.includes(tool))),
    results: values.results,
    json: values.json,
  };
}

/** Measures everything that is asked for, one after the other. */
export async function bench(options: BenchOptions, tell: (step: string) => void): Promise<Report> {
  using cleanup = new DisposableStack();
  const results = new ResultsFile(options.results);
  const sizes: SizeReport[] = [];
  for (const services of options.services) {
    const runs = options.runs ?? (services > 1000 ? 2 : 5);
    const known = results.get(services);
    if (known !== undefined) tell(`${services} services: as kept in ${options.results}`);
    const size = known ??
      await measureSize(services, {
        runs,
        tools: options.tools,
        cdk8sKnown: results.get(mostForCdk8s)?.cdk8s,
        cleanup,
        tell,
      });
    results.add(size);
    sizes.push(size);
  }
  tell("the shipped catalogue");
  const shippedUnchanged = await measureShipped(options.runs ?? 5);
  tell("remove what was written");
  return {
    deno: Deno.version.deno,
    cores: navigator.hardwareConcurrency,
    sizes,
    shippedUnchanged,
    targets: targetsOf(sizes, shippedUnchanged),
  };
}

async function main(): Promise<number> {
  let options: BenchOptions | undefined;
  try {
    options = readOptions(Deno.args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 64;
  }
  if (options === undefined) {
    console.log(usage);
    return 0;
  }
  const report = await bench(options, (step) => console.error(step));
  console.log(options.json ? JSON.stringify(report, null, 2) : formatReport(report));
  return 0;
}

if (import.meta.main) Deno.exit(await main());
