import type { HopCounts } from "./hop_counts.ts";
import { count, seconds as secondsText } from "./numbers_text.ts";
import { outcomesText, outcomeText } from "./outcome_text.ts";
import type { Finding } from "./proof.ts";
import type { Answer } from "./send_requests.ts";

/** What is looked at of an answer. */
export type TimedOutcome = Pick<Answer, "status" | "error" | "seconds">;

/** How much later than declared a time-out may be seen on a busy machine. Unit: seconds. */
const LATE = 4;

/** How much earlier, for clocks and roundings. Unit: seconds. */
const EARLY = 0.1;

/**
 * A request that is not answered has to be given up at the declared time, and one that is answered before must not.
 *
 * @param declared seconds.
 * @param never what came of a request that is answered later.
 * @param inTime what came of one that is answered before.
 */
export function judgeTimeout(
  hop: string,
  declared: number,
  never: TimedOutcome,
  inTime: TimedOutcome,
): Finding {
  const atTime = never.status === 504 && never.seconds >= declared - EARLY &&
    never.seconds <= declared + LATE;
  return {
    passed: atTime && inTime.status === 200,
    text: `${hop}: time-out: ${outcomeText(never)} after ${secondsText(never.seconds)}, declared ` +
      `${secondsText(declared)}; ${outcomeText(inTime)} for an answer that takes ${
        secondsText(inTime.seconds)
      }`,
    numbers: { hop, declaredSeconds: declared, status: never.status, seconds: never.seconds },
  };
}

/**
 * Requests that are always answered with 503 have to be sent as often as declared.
 *
 * @param retries how often each is sent again.
 */
export function judgeRetries(
  hop: string,
  retries: number,
  answers: readonly Pick<Answer, "status" | "error">[],
  counts: HopCounts,
): Finding {
  const expected = answers.length * (1 + retries);
  const { total, lost } = counts;
  return {
    passed: lost === "" && total === expected && answers.every(({ status }) => status === 503),
    text: `${hop}: retries: ${answers.length} requests that fail with 503 were sent ${count(total)} times, ` +
      `declared ${count(expected)}; answered with ${outcomesText(answers)}${lost === "" ? "" : `; ${lost}`}`,
    numbers: { hop, requests: answers.length, sent: total, declared: expected },
  };
}

/** What came of many requests at once. */
export interface Overflow {
  /** The name of the hop. */
  readonly hop: string;
  /** How many may be under way. */
  readonly limit: number;
  /** How many more than that Envoy's threads may let through, since they don't wait for each other. */
  readonly slack: number;
  /** How many there were. */
  readonly sent: number;
  /** Refused by the proxy because too many were under way. */
  readonly refused: number;
  /** Neither refused nor under way: they came to nothing for another reason. */
  readonly lost: number;
  /** How often it was measured until all were sent before the first one was answered. */
  readonly attempts: number;
}

/** Of requests that wait long and are then answered well: how many a proxy refused because too many were under way. */
export function countRefused(
  answers: readonly Pick<Answer, "status" | "headers">[],
): Pick<Overflow, "refused" | "lost"> {
  const refused = answers.filter(({ headers }) => headers["x-envoy-overloaded"] === "true").length;
  // A program with few threads leaves most of them waiting until their time is out.
  const taken = answers.filter(({ status }) => status === 200 || status === 504).length;
  return { refused, lost: answers.length - refused - taken };
}

/** Says whether as many requests were refused as went beyond the limit. */
export function judgeOverflow({ hop, limit, slack, sent, refused, lost, attempts }: Overflow): Finding {
  const taken = sent - refused - lost;
  return {
    passed: lost === 0 && taken >= limit && taken <= limit + slack,
    text: `${hop}: connection pool: of ${count(sent)} requests at once ${count(taken)} were taken and ` +
      `${count(refused)} refused${lost > 0 ? `, ${count(lost)} failed otherwise` : ""}; declared ${
        count(limit)
      }${attempts > 1 ? `; measured ${attempts} times` : ""}`,
    numbers: { hop, requests: sent, taken, refused, lost, declared: limit, attempts },
  };
}

/** What came of a pod that fails again and again. */
export interface Ejection {
  /** The name of the hop. */
  readonly hop: string;
  /** Of the pod that fails. */
  readonly version: string;
  /** Pods of the version. */
  readonly pods: number;
  /** Whether the catalogue wants it to be ejected. */
  readonly declared: boolean;
  /** Why that is declared, such as `5 errors in a row, at most 50 % of 2 pods`. */
  readonly why: string;
  /** Whether the proxy ejected it. */
  readonly ejected: boolean;
  /** Seconds until it was back; `undefined` if it was not ejected, or never came back. */
  readonly back: number | undefined;
  /** How long it has to be out at the least. Unit: seconds. */
  readonly base: number;
}

/** Says whether a pod that fails was ejected and came back, or was not where the catalogue leaves none to eject. */
export function judgeEjection(ejection: Ejection): Finding {
  const { hop, version, pods, declared, why, ejected, back, base } = ejection;
  const numbers = { hop, version, pods, declared, ejected, backAfterSeconds: back ?? null };
  const what = `${hop}: outlier detection: a ${version} pod that fails was ${ejected ? "" : "not "}ejected`;
  const rest = back === undefined
    ? (ejected ? " and did not come back" : "")
    : ` and was back after ${secondsText(back)}`;
  return {
    passed: ejected === declared && (!ejected || (back !== undefined && back >= base - 1)),
    text: `${what}${rest}; declared: ${why}`,
    numbers,
  };
}
