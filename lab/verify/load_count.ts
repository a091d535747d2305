/** A request that was not answered well. */
export interface FailedRequest {
  /** Seconds from the begin of the load until it was sent. */
  readonly at: number;
  /** Seconds from then until it was answered or given up. */
  readonly seconds: number;
  readonly host: string;
  /** 0 if there was no answer. */
  readonly status: number;
  /** Why there was no answer; empty if there was one. */
  readonly error: string;
  /** What was answered, cut. */
  readonly body: string;
}

/** What a load has come to. */
export interface LoadCount {
  /** Since it began. */
  readonly seconds: number;
  readonly sent: number;
  /** Answered or given up; those that failed are among them. */
  readonly answered: number;
  /** In the order in which they were noticed. */
  readonly failures: readonly FailedRequest[];
}

/** Whether what came of a request is a failure: no answer, or one that is neither good nor leads elsewhere. */
export function isFailure({ status }: Pick<FailedRequest, "status">): boolean {
  return status < 200 || status >= 400;
}

/** What happened between two counts of one load. */
export function countBetween(before: LoadCount, after: LoadCount): LoadCount {
  return {
    seconds: after.seconds - before.seconds,
    sent: after.sent - before.sent,
    answered: after.answered - before.answered,
    failures: after.failures.slice(before.failures.length),
  };
}

/** The words of Envoy in an answer of its own, and the response flag that its access log gives the same. */
const FLAGS: readonly (readonly [words: RegExp, flag: string])[] = [
  [/no healthy upstream/, "UH"],
  [/no_cluster|cluster_not_found/, "NC"],
  [/upstream request timeout/, "UT"],
  [/reset reason: overflow/, "UO"],
  [/reset reason: (remote connection failure|connection failure|local connection failure)/, "UF"],
  [/reset reason: connection termination/, "UC"],
  [/reset reason: (remote reset|connection termination)/, "UR"],
  [/RBAC: access denied/, "RBAC"],
];

/** What came of a failed request, in a few words: `503 (UH)`, `502, from below 503 (UF)`, `no answer (ECONNRESET)`. */
export function failureText(
  { status, error, body }: Pick<FailedRequest, "status" | "error" | "body">,
): string {
  if (status === 0) return `no answer (${error})`;
  const flags = FLAGS.filter(([words]) => words.test(body)).map(([, flag]) => flag);
  // An echo program says what the tiers that it called answered; the last one is the furthest.
  const below = [...body.matchAll(/"status":\s*(\d+)/g)].map(([, text]) => Number(text))
    .findLast((one) => isFailure({ status: one }));
  const why = flags[0] === undefined ? "" : ` (${flags[0]})`;
  return below === undefined ? `${status}${why}` : `${status}, from below ${below}${why}`;
}

/** The failures of a load, those of the same kind together: `503 (UH) 3 times, at 12.1 to 12.4 s`. */
export function failuresText(failures: readonly FailedRequest[]): string {
  const groups = new Map<string, number[]>();
  for (const failure of failures) {
    const text = failureText(failure);
    groups.set(text, [...groups.get(text) ?? [], failure.at]);
  }
  return [...groups].map(([text, times]) => {
    const [first, last] = [Math.min(...times).toFixed(1), Math.max(...times).toFixed(1)];
    return times.length === 1
      ? `${text} once, at ${first} s`
      : `${text} ${times.length} times, at ${first} to ${last} s`;
  }).join("; ");
}
