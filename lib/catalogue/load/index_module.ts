/** One module in memory that names many files. */

/** Resolving an import looks through all the imports of the same module: 100 keeps 10,000 files linear. */
const widest = 100;

function moduleUrl(source: string): string {
  return URL.createObjectURL(new Blob([source], { type: "application/javascript" }));
}

function listOf(urls: readonly string[], clause: string): string {
  const imports = urls.map((url, index) => `import ${clause}${index} from ${JSON.stringify(url)};`);
  return `${imports.join("\n")}\nexport default [${urls.map((_, index) => `m${index}`).join(",")}];`;
}

/** A module's URL, to be revoked once it has been imported. */
export interface IndexModule {
  /** What to import. */
  readonly url: string;
  /** Frees the module's text. */
  revoke(): void;
}

/**
 * A module whose default export is a list of lists of module namespaces, one for each URL and in their order. A file
 * is evaluated only when its namespace is first read (`import defer`), so that one that throws harms no other.
 */
export function indexModule(urls: readonly string[]): IndexModule {
  const leaves: string[] = [];
  for (let start = 0; start < urls.length; start += widest) {
    leaves.push(moduleUrl(listOf(urls.slice(start, start + widest), "defer * as m")));
  }
  const url = moduleUrl(listOf(leaves, "m"));
  return {
    url,
    revoke: () => {
      for (const made of [url, ...leaves]) URL.revokeObjectURL(made);
    },
  };
}
