import { createHash } from "node:crypto";
import { parse } from "@std/yaml";
import { runProgram } from "../process/run_program.ts";
import { chartIndex, type PackedChart } from "./chart_index.ts";
import { type Release, releaseChart, releaseValues } from "./release_values.ts";

/** What to pack and where to. */
export interface ChartsToPack {
  /** The folders of the charts, as the source has them. */
  readonly sources: readonly string[];
  /** What to make of them. */
  readonly release: Release;
  /** The folder that becomes the chart repository; replaced if it is there. */
  readonly folder: string;
}

/**
 * Packs charts of Istio's source into a chart repository: archives and `index.yaml`. Every byte follows from the
 * charts and the release.
 *
 * @returns the names of the charts with their version, such as `base-1.31.0`.
 */
export async function packCharts({ sources, release, folder }: ChartsToPack): Promise<readonly string[]> {
  const next = `${folder}.new`;
  for (const stale of [next, folder]) await removeTree(stale);
  await Deno.mkdir(next, { recursive: true });
  const packed: PackedChart[] = [];
  for (const source of sources) packed.push(await packChart(source, release, next));
  await Deno.writeTextFile(`${next}/index.yaml`, chartIndex(packed));
  await Deno.rename(next, folder);
  return packed.map(({ file }) => file.replace(/\.tgz$/, ""));
}

async function packChart(source: string, release: Release, folder: string): Promise<PackedChart> {
  const chart = releaseChart(await Deno.readTextFile(`${source}/Chart.yaml`), release);
  const values = releaseValues(await Deno.readTextFile(`${source}/values.yaml`), release);
  const metadata = parse(chart) as Readonly<Record<string, unknown>>;
  const name = String(metadata["name"]);
  const file = `${name}-${release.version}.tgz`;
  const staging = `${folder}/staging`;
  await copyFolder(source, `${staging}/${name}`);
  await Deno.writeTextFile(`${staging}/${name}/Chart.yaml`, chart);
  await Deno.writeTextFile(`${staging}/${name}/values.yaml`, values);
  await archive(staging, name, `${folder}/${file}`);
  await Deno.remove(staging, { recursive: true });
  const sha256 = createHash("sha256").update(await Deno.readFile(`${folder}/${file}`)).digest("hex");
  return { metadata, file, sha256 };
}

// Neither the order of the folder, nor times, nor owners, nor who may read a file here gets into the archive.
async function archive(folder: string, name: string, file: string): Promise<void> {
  await runProgram([
    ...["tar", "--create", `--file=${file}`, `--directory=${folder}`, "--use-compress-program=gzip -9 -n"],
    ...["--format=ustar", "--sort=name", "--mtime=1980-01-01 00:00:00Z"],
    ...["--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX", "--", name],
  ]);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(`${from}/${name}`, `${to}/${name}`);
    else await Deno.writeFile(`${to}/${name}`, await Deno.readFile(`${from}/${name}`));
  }
}

async function removeTree(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
