/** A rendered tree in a folder, as stock tools want it. */
import { dirname, join } from "@std/path";
import type { FileTree } from "../../lib/tree/file_tree.ts";

/** Writes the tree into a new folder, gives it to `use`, and removes it. */
export async function withTree<Result>(
  tree: FileTree,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [path, text] of tree) {
      await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
      await Deno.writeTextFile(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Every folder of a tree that is a Kustomization, sorted. */
export function kustomizations(tree: FileTree): readonly string[] {
  return [...tree.keys()].filter((path) => path.endsWith("/kustomization.yaml")).map((path) => dirname(path))
    .sort();
}
