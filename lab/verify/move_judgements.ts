import { acceptanceRegion, accepts } from "./acceptance_region.ts";
import { changePoint, sumOf, type Window } from "./change_point.ts";
import { failuresText, type LoadCount } from "./load_count.ts";
import { count, percent, range, rate, seconds } from "./numbers_text.ts";
import type { Finding } from "./proof.ts";

/** What was measured along a hop while a commit was brought in. */
export interface MovedHop {
  /** The name of the hop. */
  readonly hop: string;
  /** The canary's weight before and after. Unit: percent. */
  readonly from: number;
  readonly to: number;
  /** By the clock of {@linkcode MovedHop.pushed}. */
  readonly windows: readonly Window[];
  /** When the commit was pushed. Unit: seconds. */
  readonly pushed: number;
  /** When Argo CD had brought it in. Unit: seconds. */
  readonly settled: number;
  /** Of this one test. */
  readonly errorRate: number;
}

/** Says when the new weight was first seen in the traffic of a hop, and whether it is the declared one from then on. */
export function judgeMove(
  { hop, from, to, windows, pushed, settled, errorRate }: MovedHop,
): Finding {
  const since = windows.filter(({ end }) => end > pushed);
  const first = from === to
    ? since.findIndex(({ begin }) => begin >= settled)
    : changePoint(since, from / 100, to / 100);
  const turn = first < 0 ? undefined : since[first];
  if (turn === undefined) {
    return {
      passed: false,
      text: `${hop}: ${from} % → ${to} %: never seen in the traffic`,
      numbers: { hop, from, to },
    };
  }
  // The window in which it changed may hold requests of both.
  const { total, canary } = sumOf(since.slice(from === to ? first : first + 1));
  const accepted = acceptanceRegion(total, to / 100, errorRate);
  const after = turn.end - pushed;
  const text = from === to
    ? `${hop}: still ${to} %`
    : `${hop}: ${from} % → ${to} % within ${seconds(after)} of the push`;
  return {
    passed: total > 0 && accepts(accepted, canary),
    text: `${text}; then ${count(canary)} of ${count(total)} requests (${
      percent(canary, total)
    }) went to canary, accepted ${range(accepted)} at an error rate of ${rate(errorRate)}`,
    numbers: {
      ...{ hop, from, to, seconds: after, requests: total, canary, errorRate },
      ...{ acceptedLeast: accepted.least, acceptedMost: accepted.most },
    },
  };
}

/** Says whether a load went through without a failure. */
export function judgeLoad(
  what: string,
  { seconds: length, sent, failures }: LoadCount,
  causes: readonly string[] = [],
): Finding {
  const failed = failures.length;
  const text = `${what}: ${count(failed)} of ${count(sent)} requests failed in ${length.toFixed(0)} s`;
  const why = failed === 0 ? "" : `: ${[failuresText(failures), ...causes].join("; ")}`;
  return {
    passed: sent > 0 && failed === 0,
    text: `${text}${why}`,
    numbers: { what, sent, failed, seconds: length },
  };
}
