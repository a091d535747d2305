/** Everything that is measured for one number of services. */
import { cdk8sCost, inProportion, kustomizeCost, mostForCdk8s, type Tool, type ToolCost } from "./compare.ts";
import { denoRun, generator, peakMemoryOf, time } from "./process.ts";
import { type Samples, samplesOf } from "./samples.ts";
import { watchEdits } from "./watch_edits.ts";
import { importAll, Workspace } from "./workspace.ts";
import { serviceFile, serviceSource } from "./write_catalogue.ts";

/** What was measured, in seconds and MiB. */
export interface SizeReport {
  readonly services: number;
  /** Files of the output tree. */
  readonly files: number;
  /** Bare Deno importing the service files and nothing else. */
  readonly import: Samples;
  /** `cp -r` of the output tree. */
  readonly copy: Samples;
  /** An empty `clusters/`. */
  readonly cold: Samples;
  /** Nothing to do. */
  readonly unchanged: Samples;
  /** One service's image changed. */
  readonly edit: Samples;
  /** The same while `watch` runs, from the save to the last file. */
  readonly watchEdit: Samples;
  /** Undefined where the system doesn't tell. */
  readonly peakMiB: {
    readonly cold: number | undefined;
    readonly unchanged: number | undefined;
    readonly watch: number | undefined;
  };
  /** Undefined where it was left out. */
  readonly cdk8s: ToolCost | undefined;
  /** Undefined where it was left out. */
  readonly kustomize: ToolCost | undefined;
}

/** How to measure. */
export interface MeasureOptions {
  /** How often each thing is done. */
  readonly runs: number;
  readonly tools: ReadonlySet<Tool>;
  /** Told of each step. */
  readonly tell: (step: string) => void;
}

function countFiles(folder: string): number {
  let count = 0;
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (!name.startsWith(".")) count += isDirectory ? countFiles(`${folder}/${name}`) : 1;
  }
  return count;
}

async function timeCopy({ root }: Workspace): Promise<number> {
  const copy = `${root}/copy`;
  Deno.mkdirSync(copy);
  const entries = [...Deno.readDirSync(`${root}/clusters`)].filter(({ name }) => !name.startsWith("."));
  const args = ["-r", ...entries.map(({ name }) => `clusters/${name}`), "copy"];
  const seconds = await time({ command: "cp", args, cwd: root });
  Deno.removeSync(copy, { recursive: true });
  return seconds;
}

async function repeat(runs: number, measure: (run: number) => Promise<number>): Promise<Samples> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) seconds.push(await measure(run));
  return samplesOf(seconds);
}

async function cdk8s(
  workspace: Workspace,
  services: number,
  tell: MeasureOptions["tell"],
): Promise<ToolCost> {
  if (services <= mostForCdk8s) return await cdk8sCost(workspace);
  using smaller = Workspace.withServices(mostForCdk8s);
  tell(`cdk8s, from ${mostForCdk8s} services`);
  await time(generator(smaller.root, "generate"));
  return inProportion(await cdk8sCost(smaller), services / mostForCdk8s);
}

/** Measures one number of services in a temporary repository. */
export async function measureSize(services: number, options: MeasureOptions): Promise<SizeReport> {
  const { runs, tools } = options;
  const tell = (step: string) => options.tell(`${services} services: ${step}`);
  tell("write the catalogue");
  using workspace = Workspace.withServices(services);
  const { root } = workspace;
  const generate = generator(root, "generate");
  const bareImport = denoRun(root, ["--allow-read=."], [importAll]);

  tell("compile, once");
  await time(bareImport);
  await time(generate);
  const files = countFiles(`${root}/clusters`);

  // In turns, so that a busy moment of the machine doesn't fall on one of them alone.
  const seconds = { import: [] as number[], cold: [] as number[], copy: [] as number[] };
  for (let run = 1; run <= runs; run++) {
    tell(`import, cold, cp -r: ${run} of ${runs}`);
    workspace.clear();
    seconds.import.push(await time(bareImport));
    seconds.cold.push(await time(generate));
    seconds.copy.push(await timeCopy(workspace));
  }
  tell("unchanged");
  // A file that was written only just now is looked into once more.
  await time(generate);
  const unchanged = await repeat(runs, () => time(generate));
  tell("one edit");
  const edited = services >> 1;
  const edit = await repeat(runs, (run) => {
    Deno.writeTextFileSync(
      `${root}/${serviceFile(edited)}`,
      serviceSource(edited, services, `1.4.${run + 1}`),
    );
    return time(generate);
  });
  tell("one edit under watch");
  const watch = await watchEdits(workspace, services, runs);
  tell("memory");
  const unchangedPeak = await peakMemoryOf(generate);
  workspace.clear();
  const coldPeak = await peakMemoryOf(generate);
  if (tools.size > 0) tell([...tools].join(", "));
  return {
    services,
    files,
    import: samplesOf(seconds.import),
    copy: samplesOf(seconds.copy),
    cold: samplesOf(seconds.cold),
    unchanged,
    edit,
    watchEdit: watch.edit,
    peakMiB: { cold: coldPeak, unchanged: unchangedPeak, watch: watch.peakMiB },
    cdk8s: tools.has("cdk8s") ? await cdk8s(workspace, services, tell) : undefined,
    kustomize: tools.has("kustomize") ? await kustomizeCost(workspace) : undefined,
  };
}
