/** What is done to a share of requests on purpose, so that a canary can be seen to be bad. */
export interface Fault {
  /** What they are answered with; undefined for what they would be anyway. */
  readonly status: number | undefined;
  /** How long they wait first, in milliseconds. */
  readonly delay: number;
  /** The share of requests, 0 to 1. */
  readonly rate: number;
}

/**
 * Reads FAULT_STATUS, FAULT_DELAY and FAULT_RATE; the rate is 0 if they ask for no fault.
 *
 * @throws {TypeError} if one of them cannot be read.
 */
export function readFault(variables: Readonly<Record<string, string | undefined>>): Fault {
  const { FAULT_STATUS: status = "", FAULT_DELAY: delay = "", FAULT_RATE: rate = "" } = variables;
  if (status === "" && delay === "") return { status: undefined, delay: 0, rate: 0 };
  if (!/^([45]\d\d)?$/.test(status)) {
    throw new TypeError(`Cannot read FAULT_STATUS "${status}" as a status from 400 to 599`);
  }
  if (!/^(0(\.\d+)?|1(\.0+)?)?$/.test(rate)) {
    throw new TypeError(`Cannot read FAULT_RATE "${rate}" as a share from 0 to 1`);
  }
  return {
    status: status === "" ? undefined : Number(status),
    delay: delay === "" ? 0 : milliseconds(delay),
    rate: rate === "" ? 1 : Number(rate),
  };
}

/** One part of the header `x-fault`: who, after `@` which of its versions or pods, and what. */
const ASKED = /^([^@:]+)(?:@([^@:]+))?:(?:delay=(\d{1,3}(?:\.\d+)?))?(?:;?status=([2-5]\d\d))?$/;

/**
 * What the header `x-fault` asks of one pod, such as `frontend@canary:delay=12;status=200, backend:status=503` with a
 * delay in seconds; undefined if nothing. What cannot be read is answered with 400.
 */
export function askedFault(
  header: string,
  { service, version, pod }: { readonly service: string; readonly version: string; readonly pod: string },
): Fault | undefined {
  for (const part of header === "" ? [] : header.split(",")) {
    const [all, named, only, delay = "0", status] = ASKED.exec(part.trim()) ?? [];
    if (all === undefined) return { status: 400, delay: 0, rate: 1 };
    if (named !== service || (only !== undefined && only !== version && only !== pod)) continue;
    return {
      status: status === undefined ? undefined : Number(status),
      delay: Number(delay) * 1000,
      rate: 1,
    };
  }
  return undefined;
}

/** What a request that fails on purpose is told. */
export const FAULT_MESSAGE = "Fails on purpose: FAULT_STATUS is set, or x-fault asks for it";

/** Waits as asked and returns the status to answer with; undefined for no fault. */
export async function applyFault({ status, delay, rate }: Fault): Promise<number | undefined> {
  if (Math.random() >= rate) return undefined;
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  return status;
}

function milliseconds(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  if (number === undefined) {
    throw new TypeError(`Cannot read "${text}" as a duration such as "250ms" or "1.5s"`);
  }
  return Number(number) * (unit === "s" ? 1000 : 1);
}
