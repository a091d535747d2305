/** Real folders for tests, and what is really in them. */

/** A repository's folder with a root for a tree in it, removed afterwards. */
export async function withRoot<T>(test: (root: string) => T | Promise<T>): Promise<T> {
  const folder = Deno.makeTempDirSync({ prefix: "disk-test-" });
  try {
    return await test(`${folder}/clusters`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Puts files below a root, with the folders they need. */
export function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const at = `${root}/${path}`;
    Deno.mkdirSync(at.slice(0, at.lastIndexOf("/")), { recursive: true });
    Deno.writeTextFileSync(at, text);
  }
}

/**
 * Everything below a root but the state: files with their texts, links as `-> target`, empty folders with a `/`; read
 * without any of the code under test.
 */
export function contents(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (folder: string): void => {
    const entries = [...Deno.readDirSync(`${root}/${folder}`)];
    if (entries.length === 0 && folder !== "") found[folder] = "";
    for (const { name, isDirectory, isSymlink } of entries) {
      const path = folder + name;
      if (path === ".state") continue;
      if (isSymlink) found[path] = `-> ${Deno.readLinkSync(`${root}/${path}`)}`;
      else if (isDirectory) visit(`${path}/`);
      else found[path] = Deno.readTextFileSync(`${root}/${path}`);
    }
  };
  visit("");
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => a < b ? -1 : 1));
}

/** What the state holds beside the lock and the index. */
export function leftovers(root: string): string[] {
  return [...Deno.readDirSync(`${root}/.state`)].map(({ name }) => name)
    .filter((name) => name !== "lock" && name !== "index").sort();
}
