import { dirname } from "@std/path";
import { lockFile } from "../../toolchain/file_lock.ts";
import { LabError } from "../lab_error.ts";
import type { Layout } from "./layout.ts";
import { unmountBelow } from "./mounts.ts";
import { readTextIfThere, removeIfThere, writeWhole } from "./state_file.ts";

/**
 * Makes the lab's folder, or takes the one that is there.
 *
 * @throws {LabError} if there is a folder with files in it that no lab made.
 */
export async function makeLabFolder(layout: Layout): Promise<void> {
  const { root, marker, id, logs, sockets, names, pods } = layout;
  if (await readTextIfThere(marker) === undefined) {
    if (!await isEmpty(root)) {
      throw new LabError(`Cannot keep a lab in "${root}": the folder holds files that are not a lab's`);
    }
    // Users of pods have to pass through; what they must not see has a folder of its own.
    await Deno.mkdir(root, { recursive: true, mode: 0o755 });
    await writeWhole(marker, `${JSON.stringify({ lab: id })}\n`);
  }
  for (const folder of [logs, sockets, names, pods]) await Deno.mkdir(folder, { recursive: true });
}

/** Holds the lab's folder: two commands that change the same lab run one after the other. */
export async function lockLab(layout: Layout, onWait: () => void): Promise<Disposable> {
  while (true) {
    await makeLabFolder(layout);
    const path = `${layout.root}/lock`;
    const lock = await lockFile(path, onWait);
    // Whoever held it before may have removed the folder, and with it the file that is locked now.
    if (await readTextIfThere(path) !== undefined) return lock;
    lock[Symbol.dispose]();
  }
}

/** Removes the lab's folder with everything in it, after whatever is mounted there has been unmounted. */
export async function removeLabFolder(layout: Layout): Promise<void> {
  const { root, marker } = layout;
  if (await readTextIfThere(marker) === undefined) return;
  await unmountBelow(root);
  const last = [marker, `${root}/lock`];
  for await (const { name } of Deno.readDir(root)) {
    const path = `${root}/${name}`;
    if (!last.includes(path)) await Deno.remove(path, { recursive: true });
  }
  for (const path of last) await removeIfThere(path);
  await Deno.remove(root);
  const parent = dirname(root);
  if (parent.endsWith("/3rvision") && await isEmpty(parent)) await removeIfThere(parent);
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    for await (const _ of Deno.readDir(folder)) return false;
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}
