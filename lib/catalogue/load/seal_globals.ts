/** Takes from the globals what a catalogue file may not use. */

/** Why a function is sealed. */
export type SealReason = "time" | "random" | "network" | "thread" | "timer" | "process" | "storage" | "input";

/** A sealed function that was called. */
export interface Refused {
  /** Why it is sealed. */
  readonly reason: SealReason;
  /** What was called, as in `Date.now()`. */
  readonly call: string;
}

/** What a sealed function throws. */
export class RefusedError extends Error {
  /** The class, for stack traces. */
  override readonly name = "RefusedError";
  /** What was called. */
  readonly refused: Refused;

  /** An error that says what was called. */
  constructor(refused: Refused) {
    super(`${refused.call} is not available in a catalogue file`);
    this.refused = refused;
  }
}

function refuse(reason: SealReason, call: string): never {
  throw new RefusedError({ reason, call });
}

function seal(owner: object | undefined, name: string, reason: SealReason, label: string): void {
  if (owner === undefined || !(name in owner)) return;
  const call = `${label}()`;
  Object.defineProperty(owner, name, {
    value: () => refuse(reason, call),
    configurable: true,
    writable: true,
  });
}

function sealConstructor(name: string, reason: SealReason): void {
  const call = `new ${name}()`;
  const sealed = function () {
    refuse(reason, call);
  };
  Object.defineProperty(globalThis, name, { value: sealed, configurable: true, writable: true });
}

function sealProperty(owner: object, name: string, reason: SealReason, call: string): void {
  if (!(name in owner)) return;
  Object.defineProperty(owner, name, { get: () => refuse(reason, call), configurable: true });
}

function sealDate(): void {
  const RealDate = Date;
  seal(RealDate, "now", "time", "Date.now");
  const SealedDate = new Proxy(RealDate, {
    apply: () => refuse("time", "Date()"),
    construct: (target, args, self) =>
      args.length === 0 ? refuse("time", "new Date()") : Reflect.construct(target, args, self),
  });
  Object.defineProperty(RealDate.prototype, "constructor", { value: SealedDate });
  globalThis.Date = SealedDate;
}

function member(owner: object, ...names: readonly string[]): object | undefined {
  let found: unknown = owner;
  for (const name of names) found = (found as Record<string, unknown> | undefined)?.[name];
  return typeof found === "object" || typeof found === "function" ? found ?? undefined : undefined;
}

const clocks: readonly [readonly string[], readonly string[]][] = [
  [["performance"], ["now"]],
  [["Temporal", "Now"], ["instant", "plainDateISO", "plainDateTimeISO", "plainTimeISO", "zonedDateTimeISO"]],
  [["process"], ["hrtime", "uptime"]],
];

/**
 * Seals the clock, random numbers, the network, timers, other threads, storage, the keyboard and the end of the
 * process: calling them throws at the line that does. Deno's permissions still stand behind it. What `node:crypto` and
 * other built-in modules export under names of their own stays open.
 */
export function sealGlobals(): void {
  sealDate();
  for (const [owner, names] of clocks) {
    for (const name of names) {
      seal(member(globalThis, ...owner), name, "time", `${owner.join(".")}.${name}`);
    }
  }
  seal(Math, "random", "random", "Math.random");
  seal(crypto, "randomUUID", "random", "crypto.randomUUID");
  seal(crypto, "getRandomValues", "random", "crypto.getRandomValues");
  seal(globalThis, "fetch", "network", "fetch");
  for (const name of ["WebSocket", "WebSocketStream", "EventSource"]) sealConstructor(name, "network");
  for (const name of ["Worker", "SharedWorker", "BroadcastChannel"]) sealConstructor(name, "thread");
  for (const name of ["setTimeout", "setInterval", "setImmediate"]) seal(globalThis, name, "timer", name);
  for (const name of ["alert", "confirm", "prompt"]) seal(globalThis, name, "input", name);
  for (const name of ["close", "postMessage"]) seal(globalThis, name, "process", name);
  seal(Deno, "exit", "process", "Deno.exit");
  for (const name of ["abort", "exit", "kill", "reallyExit"]) {
    seal(member(globalThis, "process"), name, "process", `process.${name}`);
  }
  sealProperty(Deno, "stdin", "input", "Deno.stdin");
  sealProperty(globalThis, "caches", "storage", "caches");
  for (const name of ["debug", "dir", "group", "info", "log", "table"] as const) {
    // Standard output is the command's, which may be writing JSON.
    console[name] = console.error;
  }
}
