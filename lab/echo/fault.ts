/** What the echo program does instead of answering at once. */
export interface Fault {
  /** Seconds to wait first; 0 by default. */
  readonly delay: number;
  /** The status of the answer; `undefined` for a good one. */
  readonly status: number | undefined;
  /** The share of requests that are answered with the status, chosen at random; 1 by default. */
  readonly share: number;
  /** How often a request is treated so, told apart by its `x-request-id`; always by default. */
  readonly times: number;
}

/** Who the echo program is. */
export interface Identity {
  readonly service: string;
  readonly version: string;
  readonly pod: string;
}

/**
 * Reads what is meant for one program out of a list of faults.
 *
 * The list is separated by commas. Each part names a service, or a service and after `@` a version or a pod, and
 * after `:` what happens there, separated by `;`: `status=503`, `share=0.05` (of the requests that get the status),
 * `delay=1.5` (seconds), `times=1`. An example: `backend@canary:status=503;times=1,ml:delay=2`.
 *
 * @throws {TypeError} if a part cannot be read.
 */
export function faultFor(text: string, { service, version, pod }: Identity): Fault | undefined {
  for (const part of text.split(",").map((each) => each.trim()).filter((each) => each !== "")) {
    const [, named, only, settings] = /^([^@:]+)(?:@([^:]+))?:(.+)$/.exec(part) ?? [];
    if (settings === undefined) throw new TypeError(`Cannot read "${part}" as a fault`);
    const meant = named === service && (only === undefined || only === version || only === pod);
    const fault = readSettings(settings);
    if (meant) return fault;
  }
  return undefined;
}

function readSettings(settings: string): Fault {
  const numbers = new Map<string, number>();
  for (const setting of settings.split(";")) {
    const [key = "", value = ""] = setting.split("=");
    if (!["status", "share", "delay", "times"].includes(key) || !/^\d+(\.\d+)?$/.test(value)) {
      throw new TypeError(`Cannot read "${setting}" as a part of a fault`);
    }
    numbers.set(key, Number(value));
  }
  return {
    delay: numbers.get("delay") ?? 0,
    status: numbers.get("status"),
    share: numbers.get("share") ?? 1,
    times: numbers.get("times") ?? Infinity,
  };
}
