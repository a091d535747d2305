/** What can go wrong before a catalogue file has a value, as documented in docs/reference/rules.md. */

/** A documented code. */
export interface LoadCode {
  /** Never reused and never renumbered. */
  readonly code: `LOAD${string}`;
  /** In kebab-case. */
  readonly name: string;
  /** What is refused, in one sentence without a full stop. */
  readonly summary: string;
  /** Why: whole sentences. */
  readonly reason: string;
  /** How to put it right: whole sentences. */
  readonly fix: string;
}

/** Every code that loading reports. */
export const loadCodes = {
  doesNotCompile: {
    code: "LOAD001",
    name: "does-not-compile",
    summary: "A file that isn't valid TypeScript",
    reason: "Nothing can be known of a file that can't be read.",
    fix: "Correct the syntax at the place that the message names.",
  },
  throws: {
    code: "LOAD002",
    name: "throws",
    summary: "A file that throws while it is evaluated",
    reason: "A file that throws has no default export.",
    fix: "Correct what the message names; `deno check` finds most such mistakes before they happen.",
  },
  neverEnds: {
    code: "LOAD003",
    name: "never-ends",
    summary: "A file that doesn't end",
    reason: "A loop or an await without an end would keep every later file waiting, in an editor and in CI.",
    fix: "Give the loop an end; a catalogue file has nothing to wait for.",
  },
  noDefaultExport: {
    code: "LOAD004",
    name: "no-default-export",
    summary: "A file without a default export",
    reason: "The default export is what a file declares. A file without one would be left out silently.",
    fix: "Write `export default defineService({ … })`, or begin the file's name with `_` if it is a helper.",
  },
  notPlainData: {
    code: "LOAD005",
    name: "not-plain-data",
    summary: "A value that isn't plain data",
    reason: "The value is rendered as YAML: functions, class instances, NaN and cycles have no text there.",
    fix: "Write objects, lists, text, finite numbers, true, false, null or undefined.",
  },
  forbiddenAccess: {
    code: "LOAD006",
    name: "forbidden-access",
    summary: "A file that tries to use what a catalogue file may not use",
    reason:
      "Catalogue files come with pull requests and run before anybody has read them. They may not use the network, " +
      "the environment, other programs, timers or write files. Reading files of the repository is allowed.",
    fix: "Write the value into the catalogue, or read it where the program runs.",
  },
  unresolvedImport: {
    code: "LOAD007",
    name: "unresolved-import",
    summary: "An import of a module or name that doesn't exist",
    reason: "What isn't there can't be imported.",
    fix: "Correct the path or the name; a relative path begins with `./` and ends with `.ts`.",
  },
  notDeterministic: {
    code: "LOAD008",
    name: "not-deterministic",
    summary: "A file that asks for the time or for a random number",
    reason: "The same catalogue must give the same bytes on every machine and on every day.",
    fix: "Write the value down.",
  },
  unreadable: {
    code: "LOAD009",
    name: "unreadable",
    summary: "A file or folder that can't be read",
    reason:
      "A missing folder would read as an empty catalogue, and a symbolic link can lead out of the repository.",
    fix: "Put a regular file or folder there.",
  },
  tooLarge: {
    code: "LOAD010",
    name: "too-large",
    summary: "A value too large for any cluster",
    reason: "An API server refuses objects of 1.5 MiB; a value far above that is a mistake.",
    fix: "Make the value smaller, or generate it where it is used.",
  },
  notCollected: {
    code: "LOAD011",
    name: "not-collected",
    summary: "A program in a catalogue folder that isn't collected (a warning)",
    reason: "Only `*.ts` files are collected. A file with another ending looks declared and isn't.",
    fix: "End its name in `.ts`, or begin it with `_` if it is a helper.",
  },
} as const satisfies Record<string, LoadCode>;
