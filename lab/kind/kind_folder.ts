import { lockFile } from "../../toolchain/file_lock.ts";
import type { Progress } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { readTextIfThere, removeIfThere, writeWhole } from "../process/state_file.ts";
import type { KindLayout } from "./kind_layout.ts";

/**
 * Makes the lab's folder and holds it: two commands that change the same lab run one after the other.
 *
 * @throws {LabError} if there is a folder with files in it that no lab made.
 */
export async function lockKindLab(
  layout: KindLayout,
  onProgress: (progress: Progress) => void,
): Promise<Disposable> {
  const waiting = { step: "lock", detail: "another command changes this lab", state: "begun", seconds: 0 };
  while (true) {
    await makeFolder(layout);
    const lock = await lockFile(layout.lock, () => onProgress({ ...waiting, state: "begun" }));
    // Whoever held it before may have removed the folder, and with it the file that is locked now.
    if (await readTextIfThere(layout.lock) !== undefined) return lock;
    lock[Symbol.dispose]();
  }
}

/** Removes the folder; the marker and the lock go last, so that a killed command can be repeated. */
export async function removeKindLab({ root, marker, lock }: KindLayout): Promise<void> {
  const last = [marker, lock];
  for await (const { name } of Deno.readDir(root)) {
    const path = `${root}/${name}`;
    if (!last.includes(path)) await Deno.remove(path, { recursive: true });
  }
  for (const path of last) await removeIfThere(path);
  await Deno.remove(root);
}

async function makeFolder({ root, marker, lock }: KindLayout): Promise<void> {
  await Deno.mkdir(root, { recursive: true, mode: 0o700 });
  if (await readTextIfThere(marker) !== undefined) return;
  for await (const { name } of Deno.readDir(root)) {
    const path = `${root}/${name}`;
    if (path === lock || path === `${marker}.new`) continue;
    throw new LabError(`Cannot keep a lab in "${root}": the folder holds files that are not a lab's`);
  }
  await writeWhole(marker, `${JSON.stringify({ engine: "kind" })}\n`);
}
