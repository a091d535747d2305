/** What a command's exit code says. */

/** Every exit code, documented by `help`; none is ever given another meaning. */
export const exitCodes = {
  /** Done; for `check`: `clusters/` is what the catalogue says. */
  ok: 0,
  /** The catalogue has errors; nothing was written. */
  invalid: 1,
  /** `check` and `explain` only: `clusters/`, or the line, isn't what the catalogue says. */
  drift: 2,
  /** Nothing was written, because somebody has to decide first; for `plan`: the change is unsafe. */
  refused: 3,
  /** The file system failed. */
  disk: 4,
  /** `walk` and `plan` only: a field that isn't understood decides, and nothing is guessed. */
  unknown: 5,
  /** An argument is wrong. */
  usage: 64,
  /** A fault of the generator itself. */
  internal: 70,
} as const;

/** One of {@linkcode exitCodes}. */
export type ExitCode = typeof exitCodes[keyof typeof exitCodes];

/** What each code means, as `help` prints it. */
export const exitCodeMeanings: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [exitCodes.ok, "done; for check: clusters/ is what the catalogue says"],
  [exitCodes.invalid, "the catalogue has errors; nothing was written"],
  [exitCodes.drift, "check and explain only: clusters/, or the line, isn't what the catalogue says"],
  [
    exitCodes.refused,
    "refused until somebody decides: many deletions, a file that isn't ours, another run, an unsafe plan",
  ],
  [exitCodes.disk, "the file system failed"],
  [exitCodes.unknown, "walk and plan only: a field that isn't understood decides, and nothing is guessed"],
  [exitCodes.usage, "a wrong argument"],
  [exitCodes.internal, "a fault of the generator itself"],
];
