/** How long a container is not restarted after it has ended, as the kubelet has it. */

/** Seconds of the first wait; every further one is twice as long. */
const FIRST = 10;

/** Seconds of the longest wait. */
const LONGEST = 300;

/** A container that ran for so many seconds begins anew. */
const FORGIVEN = 600;

/** One run of a container that has ended. */
export interface EndedRun {
  /** Seconds of waiting owed after this run, as decided when it began: 0 for the first. */
  readonly owed: number;
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** Milliseconds since the epoch. */
  readonly finished: number;
}

/** When the next run may begin and what it will owe. */
export interface NextRun {
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  /** Seconds of waiting owed after the next run. */
  readonly owed: number;
}

/** When a container may be started again: at once after its first run, later after each further one. */
export function backOff({ owed, started, finished }: EndedRun): NextRun {
  if (finished - started >= FORGIVEN * 1000) return { notBefore: finished, owed: FIRST };
  return { notBefore: finished + owed * 1000, owed: owed === 0 ? FIRST : Math.min(2 * owed, LONGEST) };
}
