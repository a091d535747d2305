import { dirname } from "@std/path";
import type { FileTree } from "../../../lib/tree/file_tree.ts";
import { emptyCatalogue, sideBySide } from "./side_by_side.ts";

/** Makes a folder what a lab is brought up with: the platform without a service. */
export async function makeStageFolder(folder: string): Promise<void> {
  await Deno.mkdir(`${folder}/services`, { recursive: true });
  for (const [file, text] of await emptyCatalogue()) {
    await Deno.mkdir(dirname(`${folder}/${file}`), { recursive: true });
    await Deno.writeTextFile(`${folder}/${file}`, text);
  }
  await Deno.mkdir(`${folder}/clusters`, { recursive: true });
  await writeTree(folder, (await sideBySide([])).tree);
}

/**
 * Makes the rendered files of a folder those of a tree. They are compared by their texts: a header that says the same
 * doesn't make an edit by hand the same.
 *
 * @returns the paths of those that differed, below `clusters/`.
 */
export async function writeTree(folder: string, tree: FileTree): Promise<readonly string[]> {
  const root = `${folder}/clusters`;
  const before = await textsBelow(root);
  const changed = [...new Set([...before.keys(), ...tree.keys()])].filter((path) =>
    before.get(path) !== tree.get(path)
  );
  for (const path of changed) {
    const text = tree.get(path);
    if (text === undefined) await Deno.remove(`${root}/${path}`);
    else {
      await Deno.mkdir(dirname(`${root}/${path}`), { recursive: true });
      await Deno.writeTextFile(`${root}/${path}`, text);
    }
  }
  return changed;
}

async function textsBelow(root: string, below = ""): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const { name, isDirectory } of Deno.readDir(`${root}/${below}`)) {
    const path = `${below}${name}`;
    if (!isDirectory) found.set(path, await Deno.readTextFile(`${root}/${path}`));
    else for (const [inner, text] of await textsBelow(root, `${path}/`)) found.set(inner, text);
  }
  return found;
}
