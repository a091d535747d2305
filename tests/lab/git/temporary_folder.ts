/** A folder of its own for one test, removed when disposed of. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir({ prefix: "rv-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

/** Writes files below a folder, by their paths. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const full = `${folder}/${path}`;
    await Deno.mkdir(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(full, text);
  }
}

/** The texts of all files below a folder by their paths, but for `.git`. */
export async function readFiles(folder: string, below = ""): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for await (const { name, isDirectory } of Deno.readDir(`${folder}/${below}`)) {
    if (name === ".git") continue;
    if (isDirectory) Object.assign(found, await readFiles(folder, `${below}${name}/`));
    else found[`${below}${name}`] = await Deno.readTextFile(`${folder}/${below}${name}`);
  }
  return found;
}
