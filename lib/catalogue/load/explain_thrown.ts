/** What a file did that threw. */
import { type LoadCode, loadCodes } from "./codes.ts";
import type { Finding } from "./finding.ts";
import type { Thrown } from "./protocol.ts";
import type { Refused, SealReason } from "./seal_globals.ts";
import { framesOf } from "./stack_frames.ts";

/** A code and the words for it. */
export interface Explanation {
  /** Which mistake it is. */
  readonly code: LoadCode;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do about it, imperative, without a full stop. */
  readonly fix?: string;
}

const rule = "a catalogue file may not use the network, the environment, other programs or write files";
const readRule = "a catalogue file may read nothing outside the repository";
const fix = "write the value into the catalogue, or read it where the program runs";

const uses: Readonly<Record<Exclude<SealReason, "time" | "random">, string>> = {
  network: rule,
  thread: "a catalogue file may not start other threads",
  timer: "a catalogue file may not wait, it is evaluated at once",
  process: "a catalogue file may not end or answer for the process",
  storage: rule,
  input: "a catalogue file may not ask the keyboard",
};

const attempts: Readonly<Record<string, (what: string) => string>> = {
  env: (what) =>
    what === "" ? "tries to read the environment" : `tries to read the environment variable ${what}`,
  net: (what) => `tries to reach ${what || "the network"} over the network`,
  run: (what) => `tries to run ${what || "another program"}`,
  write: (what) => `tries to write ${what || "files"}`,
  read: (what) => `tries to read ${what || "files"}`,
  sys: (what) => `tries to ask the system for ${what || "what it is"}`,
  ffi: (what) => `tries to load the library ${what}`.trimEnd(),
  import: (what) => `tries to import from ${what || "the network"}`,
};

/** What a file tried that Deno refused; undefined where the text isn't Deno's. */
export function explainForbidden(message: string): Explanation | undefined {
  const [, kind, what = ""] = /^Requires (\w+) access(?: to (.*?))?(?:, run again with|$)/m.exec(message) ??
    [];
  const attempt = kind === undefined ? undefined : attempts[kind];
  if (attempt === undefined) return undefined;
  const quoted = what === "" || what.startsWith('"') ? what : JSON.stringify(what);
  const words = `${attempt(quoted)}; ${kind === "read" ? readRule : rule}`;
  return { code: loadCodes.forbiddenAccess, message: words, fix };
}

function explainRefused({ reason, call }: Refused): Explanation {
  if (reason === "time" || reason === "random") {
    return {
      code: loadCodes.notDeterministic,
      message: `calls ${call}; the catalogue must give the same answer on every run`,
      fix: "write the value down",
    };
  }
  const explanation = { code: loadCodes.forbiddenAccess, message: `calls ${call}; ${uses[reason]}` };
  return { ...explanation, fix: reason === "network" || reason === "storage" ? fix : "remove the call" };
}

function explain({ name, message, refused, forbidden }: Thrown): Explanation {
  if (refused !== undefined) return explainRefused(refused);
  const denied = forbidden ? explainForbidden(message) : undefined;
  if (denied !== undefined) return denied;
  const [line = ""] = message.split("\n");
  const words = name === "" ? line : line === "" ? name : `${name}: ${line}`;
  return { code: loadCodes.throws, message: `throws ${words}`, fix: "correct what it says" };
}

/** Turns what a file threw into a finding at the first line of the repository that the stack names. */
export function explainThrown(root: string, file: string, thrown: Thrown): Finding {
  const explanation = explain(thrown);
  const frames = framesOf(root, thrown.stack);
  const [top] = frames;
  if (top === undefined) return { ...explanation, file };
  if (top.file === file) return { ...explanation, ...top };
  const caller = frames.find((frame) => frame.file === file);
  const via = caller
    ? `called from ${file}:${caller.position.line}:${caller.position.column}`
    : `imported by ${file}`;
  return { ...explanation, ...top, via };
}
