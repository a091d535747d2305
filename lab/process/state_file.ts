/** What a file says, or `undefined` if there is none. */
export async function readTextIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Removes a file or an empty folder, if it is there. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/**
 * Writes a file under another name and renames it when it is complete: others see it as a whole or not at all.
 *
 * @param mode who may read it; only its owner by default, since the lab keeps keys.
 */
export async function writeWhole(path: string, text: string, mode = 0o600): Promise<void> {
  const next = `${path}.new`;
  await Deno.writeTextFile(next, text, { mode });
  await Deno.rename(next, path);
}
