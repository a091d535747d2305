/** One writer at a time. */
import { DiskError, toDiskError } from "./errors.ts";
import { layoutOf } from "./layout.ts";

/** A lock that is held; the kernel releases it too, however the process ends. */
export interface Lock {
  /** Lets the next writer in. */
  release(): void;
}

/** How to wait for another writer. */
export interface LockOptions {
  /**
   * Called once when another run is writing, before waiting for it.
   *
   * @param holder What that run left about itself, as `process 4711`; empty when it is not known.
   */
  readonly onWait?: (holder: string) => void;
  /** How long to wait, in milliseconds; a minute by default. */
  readonly timeout?: number;
}

const A_MINUTE = 60_000;
const PAUSE = 25;

/**
 * Takes the lock of a tree whose folder of state exists.
 *
 * @throws {DiskError} `locked` when another run still writes after the timeout.
 */
export async function takeLock(root: string, { onWait, timeout = A_MINUTE }: LockOptions): Promise<Lock> {
  const path = layoutOf(root).lock;
  const file = attempt(
    path,
    () => Deno.openSync(path, { read: true, write: true, create: true, mode: 0o644 }),
  );
  const deadline = Date.now() + timeout;
  let waited = false;
  try {
    while (!attempt(path, () => file.tryLockSync(true))) {
      if (!waited) onWait?.(readHolder(path));
      waited = true;
      if (Date.now() >= deadline) throw locked(root, path);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    leaveName(file);
  } catch (error) {
    file.close();
    throw error;
  }
  return { release: () => file.close() };
}

// Only for who waits: a full disk is no reason not to look whether anything has to be written.
function leaveName(file: Deno.FsFile): void {
  try {
    file.truncateSync();
    file.writeSync(new TextEncoder().encode(`process ${Deno.pid}`));
  } catch { /* see above */ }
}

function readHolder(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}

function attempt<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw toDiskError(error, "lock", path);
  }
}

function locked(root: string, path: string): DiskError {
  const holder = readHolder(path) || "another run";
  return new DiskError({
    code: "locked",
    path,
    message: `Cannot write "${root}": ${holder} is still writing it`,
    remedy: "wait for it, or end it, and run again",
  });
}
