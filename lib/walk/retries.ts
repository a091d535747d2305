/** Connections that fail and are tried again, at another pod where there is one. */
import { add, complement, type Fraction, fraction, multiply, one, zero } from "./fraction.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf, numberOf, textOf } from "./plain.ts";

/** When a proxy tries a request again. */
export interface Retries {
  /** How often at most, besides the first time. */
  readonly times: number;
  /** Whether it does so when no connection could be made; when TLS could not be agreed on, too. */
  readonly afterFailure: boolean;
  /** Whether it does so when the connection is closed before there is an answer. */
  readonly afterReset: boolean;
  /** How often it chooses a pod for another try, until it has one that wasn't tried. */
  readonly choices: number;
}

/** A connection that isn't HTTP is made once. */
export const once: Retries = { times: 0, afterFailure: false, afterReset: false, choices: 1 };

/** Istio's own conditions. Source: its default retry policy. */
const defaultConditions = "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";

/** What Istio has Envoy choose at most before a pod that was tried is tried again. Source: as above, plus the first. */
const defaultChoices = 6;

/** What a route says of retries; what the mesh says where it says nothing. */
export function retriesOf({ config }: Mesh, written: unknown): Retries {
  const { attempts, retryOn, retryIgnorePreviousHosts } = written === undefined
    ? { attempts: config.defaultRetries, retryOn: config.defaultRetryOn }
    : fieldsOf(written);
  const conditions = new Set((textOf(retryOn) || defaultConditions).split(",").map((each) => each.trim()));
  const afterReset = ["5xx", "gateway-error", "reset"].some((each) => conditions.has(each));
  return {
    times: Math.max(0, Math.trunc(numberOf(attempts) ?? 0)),
    afterFailure: afterReset || conditions.has("connect-failure") || conditions.has("reset-before-request"),
    afterReset,
    choices: retryIgnorePreviousHosts === false ? 1 : defaultChoices,
  };
}

function power(base: Fraction, exponent: number): Fraction {
  let result = one;
  for (let count = 0; count < exponent; count++) result = multiply(result, base);
  return result;
}

/**
 * How likely it is that every try meets a pod that is tried again after, where each is chosen as likely as any other.
 *
 * @param failing How many pods those are.
 * @param all How many pods there are.
 */
export function exhaustion(
  { times, choices }: Retries,
  failing: bigint | number,
  all: bigint | number,
): Fraction {
  const [vain, pods] = [BigInt(failing), BigInt(all)];
  if (vain === 0n) return zero;
  if (vain >= pods) return one;
  // By the number of pods that were tried: how likely it is to have tried just so many, all of them in vain.
  let byTried = new Map([[1n, fraction(vain, pods)]]);
  for (let time = 0; time < times; time++) {
    const next = new Map<bigint, Fraction>();
    const put = (tried: bigint, share: Fraction) => next.set(tried, add(next.get(tried) ?? zero, share));
    for (const [tried, share] of byTried) {
      const again = power(fraction(tried, pods), choices);
      put(tried, multiply(share, again));
      const other = multiply(share, complement(again));
      if (tried < vain) put(tried + 1n, multiply(other, fraction(vain - tried, pods - tried)));
    }
    byTried = next;
  }
  return [...byTried.values()].reduce(add, zero);
}
