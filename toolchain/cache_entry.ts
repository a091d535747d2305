import { createHash } from "node:crypto";

/** The file that makes a folder a finished cache entry. It is written last. */
const MARKER = "entry.json";

/** What is known of one finished cache entry. */
export interface Entry {
  /** The name of the tool. */
  readonly tool: string;
  /** The version of the tool. */
  readonly version: string;
  /** How long it took to make, in seconds. */
  readonly seconds: number;
  /** Every file of the entry. */
  readonly files: readonly EntryFile[];
}

/** One file of an entry. */
export interface EntryFile {
  /** Its path below the entry. */
  readonly path: string;
  /** Its length in bytes. */
  readonly size: number;
  /** Its SHA-256, in hexadecimal. */
  readonly sha256: string;
}

/** Describes a folder just made and writes the description into it. */
export function sealEntry(folder: string, tool: string, version: string, seconds: number): void {
  const files = [...filesBelow(folder, "")].map((path): EntryFile => {
    const bytes = Deno.readFileSync(`${folder}/${path}`);
    return { path, size: bytes.length, sha256: sha256(bytes) };
  });
  const entry: Entry = { tool, version, seconds, files };
  Deno.writeTextFileSync(`${folder}/${MARKER}`, JSON.stringify(entry));
}

/**
 * Reads an entry if it is whole: the marker is there and each file has its length. Contents aren't read, so that a
 * warm run is cheap; {@linkcode alteredFiles} does that.
 */
export function readEntry(folder: string): Entry | undefined {
  try {
    const entry = JSON.parse(Deno.readTextFileSync(`${folder}/${MARKER}`)) as Entry;
    const whole = entry.files.every(({ path, size }) => Deno.statSync(`${folder}/${path}`).size === size);
    return whole ? entry : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The files of an entry whose contents are no longer those that were made. */
export function alteredFiles(folder: string, entry: Entry): readonly string[] {
  return entry.files
    .filter((file) => sha256(Deno.readFileSync(`${folder}/${file.path}`)) !== file.sha256)
    .map((file) => file.path);
}

/** The folders of all entries below the cache's folder, whole or not, in the order of their names. */
export function entryFolders(root: string): readonly string[] {
  try {
    const names = [...Deno.readDirSync(root)].map(({ name }) => name).filter((name) => !name.startsWith("."));
    return names.sort().map((name) => `${root}/${name}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function* filesBelow(folder: string, below: string): Generator<string> {
  const names = [...Deno.readDirSync(`${folder}/${below}`)].sort((a, b) => a.name < b.name ? -1 : 1);
  for (const { name, isDirectory } of names) {
    if (isDirectory) yield* filesBelow(folder, `${below}${name}/`);
    else yield below + name;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
