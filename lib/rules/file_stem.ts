/** The name of a catalogue file. */

/** The file's name without folder and extension: `services/backend.ts` is `backend`. */
export function fileStem(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1).replace(/\.ts$/, "");
}
