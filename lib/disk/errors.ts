/** What reading or writing the tree can fail with. */
import type { Conflict } from "./conflict.ts";

/**
 * Why the tree could not be read or written.
 *
 * - `conflict`: something that isn't ours stands where we would write; see {@linkcode DiskError.conflicts}.
 * - `changed`: somebody changed a file of the tree after it was read.
 * - `locked`: another run held the tree for longer than the timeout.
 * - `notADirectory`: the tree's root, or the folder of its state, is a symbolic link or a file.
 * - `diskFull`, `readOnly`, `permissionDenied`: the file system refused.
 * - `io`: any other failure of the file system.
 */
export type DiskErrorCode =
  | "conflict"
  | "changed"
  | "locked"
  | "notADirectory"
  | "diskFull"
  | "readOnly"
  | "permissionDenied"
  | "io";

/** What a {@linkcode DiskError} is made of. */
export interface DiskErrorDetail {
  /** The kind of failure, to tell one from another in a program. */
  readonly code: DiskErrorCode;
  /** Action, quoted value and cause, without a full stop. */
  readonly message: string;
  /** The path it is about, as it was opened: `clusters/lab/README.md`. */
  readonly path: string;
  /** What to do about it, imperative, without a full stop. */
  readonly remedy: string;
  /** Everything that is in the way; empty unless the code is `conflict`. */
  readonly conflicts?: readonly Conflict[];
}

/** A failure to read or write the tree, for people: it has a remedy and needs no stack trace. */
export class DiskError extends Error implements DiskErrorDetail {
  /** Always `DiskError`. */
  override readonly name: string = "DiskError";
  /** The kind of failure, to tell one from another in a program. */
  readonly code: DiskErrorCode;
  /** The path it is about, as it was opened. */
  readonly path: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Everything that is in the way. */
  readonly conflicts: readonly Conflict[];

  /**
   * Makes the error.
   *
   * @param detail What went wrong and where.
   * @param cause The file system's own error.
   */
  constructor(detail: DiskErrorDetail, cause?: unknown) {
    super(detail.message, { cause });
    this.code = detail.code;
    this.path = detail.path;
    this.remedy = detail.remedy;
    this.conflicts = detail.conflicts ?? [];
  }
}

/** What was being done to a path. */
export type Action = "read" | "write" | "delete" | "lock";

interface Cause {
  readonly code: DiskErrorCode;
  readonly cause: string;
  readonly remedy: string;
}

const FULL: Cause = { code: "diskFull", cause: "the disk is full", remedy: "free some space and run again" };
const READ_ONLY: Cause = {
  code: "readOnly",
  cause: "the file system is read-only",
  remedy: "make it writable and run again",
};
const DENIED: Cause = {
  code: "permissionDenied",
  cause: "permission denied",
  remedy: "give the user who runs this write permission to the folder and run again",
};

const CAUSES: ReadonlyMap<string, Cause> = new Map([
  ["ENOSPC", FULL],
  ["EDQUOT", { ...FULL, cause: "the disk quota is used up" }],
  ["EROFS", READ_ONLY],
  ["EACCES", DENIED],
  ["EPERM", DENIED],
  ["EXDEV", {
    code: "io",
    cause: "it is mounted apart from the rest of the tree",
    remedy: "unmount it and run again",
  }],
]);

/**
 * Makes a {@linkcode DiskError} of whatever a file system call threw; one that already is a `DiskError` stays.
 *
 * @param thrown What was caught.
 * @param action What was being done.
 * @param path To which path.
 */
export function toDiskError(thrown: unknown, action: Action, path: string): DiskError {
  if (thrown instanceof DiskError) return thrown;
  const { code, cause, remedy } = causeOf(thrown, action);
  return new DiskError({ code, path, remedy, message: `Cannot ${action} "${path}": ${cause}` }, thrown);
}

function causeOf(thrown: unknown, action: Action): Cause {
  if (thrown instanceof Deno.errors.NotCapable) {
    const flag = action === "read" ? "--allow-read=." : "--allow-write=clusters";
    return { code: "permissionDenied", cause: `Deno was started without ${flag}`, remedy: `add ${flag}` };
  }
  const known = CAUSES.get(systemCode(thrown) ?? "");
  if (known === DENIED && action === "read") {
    return { ...DENIED, remedy: "give the user who runs this read permission to it and run again" };
  }
  return known ?? {
    code: "io",
    cause: thrown instanceof Error ? thrown.message : String(thrown),
    remedy: "put that right and run again",
  };
}

/** The system's own name of an error, as `ENOENT`. */
export function systemCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string"
    ? thrown.code
    : undefined;
}
