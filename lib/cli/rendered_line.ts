/** The file and line that `explain` is asked for. */
import { join } from "@std/path";
import { didYouMean } from "../did_you_mean.ts";
import { treeRoot } from "./compare_tree.ts";
import { exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";

/** `clusters/lab/kind.yaml:9:15`, taken apart. */
export interface RenderedLine {
  /** Below `clusters/`. */
  readonly path: string;
  /** Counted from 1; undefined: the whole file. */
  readonly line: number | undefined;
  /** Counted from 1; undefined: the whole line. */
  readonly column: number | undefined;
}

/** Takes an argument apart. Throws a {@linkcode Failure} for what isn't below `clusters/`. */
export function parseRenderedLine(written: string): RenderedLine {
  const [, name, line, column] = /^(.*?)(?::(\d+))?(?::(\d+))?$/.exec(written)!;
  const path = name!.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
  if (!path.startsWith(`${treeRoot}/`) || path.split("/").includes("..")) {
    throw new Failure(
      exitCodes.usage,
      `Cannot explain ${JSON.stringify(written)}: it isn't below "${treeRoot}"`,
      `name a generated file, such as ${treeRoot}/base/backend/service.yaml:12`,
    );
  }
  const number = (digits: string | undefined) => digits === undefined ? undefined : Number(digits);
  return { path: path.slice(treeRoot.length + 1), line: number(line), column: number(column) };
}

/** What a file says; undefined where there is none. Throws a {@linkcode Failure} for a folder. */
export function readRendered(root: string, path: string): string | undefined {
  const file = join(root, treeRoot, path);
  try {
    if (Deno.statSync(file).isDirectory) {
      throw new Failure(
        exitCodes.usage,
        `Cannot explain "${treeRoot}/${path}": it is a folder`,
        "name one of its files",
      );
    }
    return Deno.readTextFileSync(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw error;
  }
}

/** That there is no such file, with the name of one that there is. */
export function noSuchFile(path: string, known: Iterable<string>): Failure {
  const paths = [...known];
  const last = path.slice(path.lastIndexOf("/") + 1);
  const alike = paths.filter((other) => other.endsWith(`/${last}`));
  return new Failure(
    exitCodes.usage,
    `Cannot explain "${treeRoot}/${path}": there is no such file, and the catalogue renders none`,
    didYouMean(
      `${treeRoot}/${path}`,
      (alike.length > 0 ? alike : paths).map((other) => `${treeRoot}/${other}`),
    ) ??
      didYouMean(`${treeRoot}/${path}`, paths.map((other) => `${treeRoot}/${other}`)),
  );
}
