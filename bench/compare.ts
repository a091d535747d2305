/** What other tools take for the same tree. */
import { fileURLToPath } from "node:url";
import { provision } from "../toolchain/provision.ts";
import { denoRun, print, time } from "./process.ts";
import { renderedObjects } from "./rendered_objects.ts";
import type { Workspace } from "./workspace.ts";

/** A tool that others know. */
export type Tool = "cdk8s" | "kustomize";

/** What a tool takes. */
export interface ToolCost {
  readonly seconds: number;
  /** How many there are of what it reads or writes: objects for cdk8s, folders for kustomize. */
  readonly items: number;
  /** How many of them were really measured; the rest is in proportion. */
  readonly measured: number;
}

/** Above so many services cdk8s isn't run. */
export const mostForCdk8s = 1000;

/** So many folders at most are really built. */
const mostFolders = 60;

/** The seconds in which cdk8s makes and writes the objects of a tree; the start of its process isn't counted. */
export async function cdk8sCost(workspace: Workspace): Promise<ToolCost> {
  const { root } = workspace;
  const groups = renderedObjects(`${root}/clusters`);
  const objects = `${root}/objects.json`;
  const output = `${root}/cdk8s`;
  Deno.writeTextFileSync(objects, JSON.stringify(groups));
  const repository = fileURLToPath(new URL("../", import.meta.url));
  const permissions = ["--allow-read", `--allow-write=${output}`, "--allow-env", "--allow-sys"];
  const seconds = Number(await print(denoRun(repository, permissions, ["bench/cdk8s.ts", objects, output])));
  workspace.discard("cdk8s");
  const items = groups.reduce((sum, { objects }) => sum + objects.length, 0);
  return { seconds, items, measured: items };
}

/** The cost of a smaller tree in proportion to a larger one. */
export function inProportion({ seconds, items, measured }: ToolCost, factor: number): ToolCost {
  return { seconds: seconds * factor, items: Math.round(items * factor), measured };
}

function* kustomizations(folder: string): Generator<string> {
  for (const { name, isDirectory, isFile } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* kustomizations(`${folder}/${name}`);
    else if (isFile && name === "kustomization.yaml") yield folder;
  }
}

/** The seconds in which stock Kustomize builds every folder that Argo CD reads, one after the other. */
export async function kustomizeCost({ root }: Workspace): Promise<ToolCost> {
  const { kustomize } = await provision(["kustomize"]);
  const clusters = `${root}/clusters`;
  const folders = [...Deno.readDirSync(clusters)]
    .filter(({ name, isDirectory }) => isDirectory && name !== "base" && !name.startsWith("."))
    .flatMap(({ name }) => [...kustomizations(`${clusters}/${name}`)]);
  const step = Math.max(1, folders.length / mostFolders);
  let measured = 0;
  let seconds = 0;
  for (let at = 0; at < folders.length; at += step, measured++) {
    const folder = folders[Math.floor(at)]!;
    seconds += await time({ command: kustomize, args: ["build", folder], cwd: root });
  }
  return { seconds: seconds * folders.length / measured, items: folders.length, measured };
}
