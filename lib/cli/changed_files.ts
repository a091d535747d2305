/** Which catalogue files were saved. */

/** An editor writes a file in several steps; this long without another one, in milliseconds, is the end of a save. */
const quiet = 20;
/** Where steps never stop coming, what there is is reported after so many milliseconds. */
const longest = 200;

/** What of a watched folder the catalogue is made of, as opposed to what editors leave beside it for a moment. */
class Relevance {
  readonly #folders = new Set<string>();

  constructor(folders: readonly string[]) {
    for (const folder of folders) this.#add(folder);
  }

  #add(folder: string): void {
    this.#folders.add(folder);
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      if (isDirectory) this.#add(`${folder}/${name}`);
    }
  }

  /** Whether a path is a catalogue file, a helper of one, or a folder that is or was there. */
  matters(path: string): boolean {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (name.startsWith(".")) return false;
    if (name.endsWith(".ts") || this.#folders.has(path)) return true;
    try {
      if (!Deno.lstatSync(path).isDirectory) return false;
      this.#add(path);
      return true;
    } catch (error) {
      // It has gone again.
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }
}

function pause(milliseconds: number): { readonly ended: Promise<undefined>; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<undefined>((resolve) =>
    timer = setTimeout(() => resolve(undefined), milliseconds)
  );
  return { ended, cancel: () => clearTimeout(timer) };
}

/**
 * The absolute paths that changed, one set for each save, until `stop`. Saves during the caller's own work are kept
 * for the next set.
 */
export async function* changedFiles(
  folders: readonly string[],
  stop: AbortSignal,
): AsyncGenerator<ReadonlySet<string>> {
  using watcher = Deno.watchFs([...folders]);
  const close = () => {
    try {
      watcher.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  };
  stop.addEventListener("abort", close, { once: true });
  const relevance = new Relevance(folders);
  const events = watcher[Symbol.asyncIterator]();
  let next = events.next();
  while (!stop.aborted) {
    const paths = new Set<string>();
    const add = (event: Deno.FsEvent) => {
      // Where a system reports reading, our own reading would be reported, too, and never end.
      if (event.kind === "access") return;
      for (const path of event.paths) if (relevance.matters(path)) paths.add(path);
    };
    const first = await next;
    if (first.done) return;
    add(first.value);
    next = events.next();
    const deadline = performance.now() + longest;
    while (performance.now() < deadline) {
      const wait = pause(quiet);
      const result = await Promise.race([next, wait.ended]);
      wait.cancel();
      if (result === undefined || result.done) break;
      add(result.value);
      next = events.next();
    }
    if (paths.size > 0) yield paths;
  }
}
