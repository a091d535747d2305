import { go, goFamily, goPins } from "./go_family.ts";
import type { GoModulePin } from "./pins.ts";
import type { Recipe } from "./recipe.ts";
import { GO } from "./requirement.ts";
import { ToolchainError } from "./toolchain_error.ts";

/**
 * Folders or files of a Go module, copied as they are, under the paths they have in the module. Go refuses a module
 * that differs from the line of `go.sum`; that there is such a line is looked at here.
 *
 * @throws {ToolchainError} from `identity`, if `go.sum` has no line for the module.
 */
export function goModuleFiles(pin: GoModulePin, paths: readonly string[]): Recipe {
  const folder = goFamily(pin.family);
  const query = `${pin.module}@${pin.moduleVersion}`;
  return {
    requires: [GO],
    uses: [],
    result: "",
    identity: () => JSON.stringify([query, paths, committedSum(folder, pin)]),
    async make({ directory, log, progress }) {
      progress("downloading");
      const { Dir } = JSON.parse(await go(["mod", "download", "-json", query], { folder, log })) as Download;
      progress("copying");
      for (const path of paths) await copy(`${Dir}/${path}`, `${directory}/${path}`);
    },
  };
}

interface Download {
  readonly Dir: string;
}

function committedSum(folder: string, pin: GoModulePin): string {
  const start = `${pin.module} ${pin.moduleVersion} `;
  const line = goPins(folder).split("\n").find((line) => line.startsWith(start));
  if (line === undefined) {
    throw new ToolchainError(`Cannot find the checksum of "${start.trim()}" in ${folder}/go.sum`);
  }
  return line.slice(start.length);
}

// Not Deno.copyFile: it would keep the read-only mode of the module cache, and the entry could not be replaced.
async function copy(from: string, to: string): Promise<void> {
  if (!(await Deno.stat(from)).isDirectory) {
    await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
    return await Deno.writeFile(to, await Deno.readFile(from));
  }
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) await copy(`${from}/${name}`, `${to}/${name}`);
}
