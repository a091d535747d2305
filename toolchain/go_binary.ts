import { go, goFamily, goPins } from "./go_family.ts";
import type { Recipe } from "./recipe.ts";
import { GO } from "./requirement.ts";

/** What to build. */
export interface GoBinaryOptions {
  /** The folder below `toolchain/go/`, or the absolute path of a Go module. */
  readonly family: string;
  /** The import path of the main package. */
  readonly package: string;
  /** The name of the program. */
  readonly binary: string;
  /** Build tags, which leave parts of the program out; none by default. */
  readonly tags?: readonly string[];
  /** Variables of packages set by the linker, import path and name → value: how a program learns its version. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A program built from a committed Go module. */
export function goBinary(options: GoBinaryOptions): Recipe {
  const folder = goFamily(options.family);
  const set = Object.entries(options.variables ?? {}).map(([name, value]) => ` -X ${name}=${value}`);
  const tags = options.tags === undefined ? [] : ["-tags", options.tags.join(",")];
  const flags = ["-buildvcs=false", "-trimpath", ...tags, "-ldflags", `-s -w${set.join("")}`];
  return {
    requires: [GO],
    uses: [],
    result: options.binary,
    identity: () => JSON.stringify([flags, options.package, options.binary, goPins(folder)]),
    async make({ directory, log, progress }) {
      let downloaded = 0;
      let compiled = 0;
      const onLine = (line: string) => {
        if (line.startsWith("go: downloading ")) progress(`downloading, module ${++downloaded}`);
        else progress(`compiling, package ${++compiled}`);
      };
      const args = ["build", "-v", ...flags, "-o", `${directory}/${options.binary}`, options.package];
      await go(args, { folder, log, onLine });
    },
  };
}
