/** A cluster of the rendered tree, read from disk. */
import { join } from "@std/path";
import { buildCluster, type BuiltCluster } from "../walk/read/build_cluster.ts";
import { didYouMean } from "../did_you_mean.ts";
import { exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";

const tree = "clusters";

function filesBelow(root: string, folder: string): readonly string[] {
  return [...Deno.readDirSync(join(root, folder))].filter(({ name }) => !name.startsWith(".")).flatMap(
    (entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory ? filesBelow(root, path) : [path];
    },
  );
}

function clusterNames(root: string): readonly string[] {
  try {
    return [...Deno.readDirSync(join(root, tree))]
      .filter(({ name, isDirectory }) => isDirectory && name !== "base" && !name.startsWith("."))
      .map(({ name }) => name).sort();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Failure(
      exitCodes.usage,
      `Cannot read "${tree}": it isn't there`,
      `write it with "deno task generate"`,
    );
  }
}

/** The only cluster, or the one that is asked for. Throws a {@linkcode Failure} where there is none, or several. */
export function chooseCluster(root: string, asked: string | undefined): string {
  const names = clusterNames(root);
  if (asked === undefined) {
    if (names.length === 1) return names[0]!;
    throw new Failure(exitCodes.usage, "--cluster is missing", `there are ${names.join(", ")}`);
  }
  if (names.includes(asked)) return asked;
  const fix = didYouMean(asked, names) ?? `there are ${names.join(", ")}`;
  throw new Failure(
    exitCodes.usage,
    `Cannot read cluster ${JSON.stringify(asked)}: there is no "${tree}/${asked}"`,
    fix,
  );
}

/** Reads a file of the repository; undefined where there is none. The last ones are remembered. */
export function textReader(root: string): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (known.has(path)) return known.get(path);
    let text: string | undefined;
    try {
      text = Deno.readTextFileSync(join(root, path));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound) && !(error instanceof Deno.errors.NotADirectory)) {
        throw error;
      }
    }
    known.set(path, text);
    return text;
  };
}

/**
 * Builds all objects of a cluster.
 *
 * @throws {TreeError} for a tree that isn't understood.
 */
export function readCluster(
  root: string,
  name: string,
  read: (path: string) => string | undefined,
): BuiltCluster {
  return buildCluster(filesBelow(root, `${tree}/${name}`), read);
}
