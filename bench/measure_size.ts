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
  /** What cdk8s takes for {@linkcode mostForCdk8s} services, where that was measured. */
  readonly cdk8sKnown?: ToolCost | undefined;
  /** Disposes of temporary repositories once all is measured. */
  readonly cleanup: DisposableStack;
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

/** Waits until what was written before is on the disk, so that what is measured next doesn't pay for it. */
async function settle(): Promise<void> {
  await time({ command: "sync", args: [], cwd: "/" });
}

async function timeCopy(workspace: Workspace): Promise<number> {
  const { root } = workspace;
  const copy = `${root}/copy`;
  Deno.mkdirSync(copy);
  const entries = [...Deno.readDirSync(`${root}/clusters`)].filter(({ name }) => !name.startsWith("."));
  const args = ["-r", ...entries.map(({ name }) => `clusters/${name}`), "copy"];
  const seconds = await time({ command: "cp", args, cwd: root });
  workspace.discard("copy");
  return seconds;
}

async function cdk8s(
  workspace: Workspace,
  services: number,
  { cdk8sKnown, cleanup, tell }: MeasureOptions,
): Promise<ToolCost> {
  if (services <= mostForCdk8s) return await cdk8sCost(workspace);
  if (cdk8sKnown !== undefined) return inProportion(cdk8sKnown, services / mostForCdk8s);
  const smaller = cleanup.use(Workspace.withServices(mostForCdk8s));
  tell(`cdk8s, from ${mostForCdk8s} services`);
  await time(generator(smaller.root, "generate"));
  return inProportion(await cdk8sCost(smaller), services / mostForCdk8s);
}

/** Measures one number of services in a temporary repository. */
export async function measureSize(services: number, options: MeasureOptions): Promise<SizeReport> {
  const { runs, tools, cleanup } = options;
  const tell = (step: string) => options.tell(`${services} services: ${step}`);
  tell("write the catalogue");
  const workspace = cleanup.use(Workspace.withServices(services));
  const { root } = workspace;
  const generate = generator(root, "generate");
  const bareImport = denoRun(root, ["--allow-read=."], [importAll]);

  tell("compile, once");
  await time(bareImport);
  await time(generate);
  const files = countFiles(`${root}/clusters`);

  // In turns, so that a busy moment of the machine doesn't fall on one of them alone, and all with nothing left to be
  // written to the disk and every file they read in memory.
  const seconds = {
    import: [] as number[],
    copy: [] as number[],
    cold: [] as number[],
    unchanged: [] as number[],
    edit: [] as number[],
  };
  const edited = services >> 1;
  for (let run = 1; run <= runs; run++) {
    tell(`cold, cp -r, unchanged, import, one edit: ${run} of ${runs}`);
    workspace.clear();
    await settle();
    seconds.cold.push(await time(generate));
    await settle();
    seconds.copy.push(await timeCopy(workspace));
    // A file that was written only just now is looked into once more.
    await time(generate);
    await settle();
    seconds.unchanged.push(await time(generate));
    seconds.import.push(await time(bareImport));
    Deno.writeTextFileSync(`${root}/${serviceFile(edited)}`, serviceSource(edited, services, `1.4.${run}`));
    seconds.edit.push(await time(generate));
    // What has been measured is not lost where the run is broken off.
    tell(Object.entries(seconds).map(([name, all]) => `${name} ${all.at(-1)!.toFixed(2)} s`).join(", "));
  }
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
    unchanged: samplesOf(seconds.unchanged),
    edit: samplesOf(seconds.edit),
    watchEdit: watch.edit,
    peakMiB: { cold: coldPeak, unchanged: unchangedPeak, watch: watch.peakMiB },
    cdk8s: tools.has("cdk8s") ? await cdk8s(workspace, services, { ...options, tell }) : undefined,
    kustomize: tools.has("kustomize") ? await kustomizeCost(workspace) : undefined,
  };
}
