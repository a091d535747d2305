/** The files of a folder. */

/** The paths of all files below a folder, sorted; hidden folders left out. */
export function filesBelow(folder: string): readonly string[] {
  return [...Deno.readDirSync(folder)].filter(({ name }) => !name.startsWith(".")).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory ? filesBelow(path) : [path];
  }).sort();
}
