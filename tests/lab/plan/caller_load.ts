import { isFailure, type LoadCount } from "../../../lab/verify/load_count.ts";
import type { Probe } from "../../../lab/verify/probes.ts";
import type { RequestBatch } from "../../../lab/verify/send_requests.ts";

/** Requests from a caller's place that go on until it is disposed of. */
export interface CallerLoad extends AsyncDisposable {
  /** What it has come to. */
  readonly count: () => LoadCount;
}

/** Requests per second. */
const RATE = 10;

/** Requests that are sent by one command in the pod. */
const TOGETHER = 30;

/** How much of an answer is kept, in characters. */
const KEEP = 300;

/**
 * Sends one kind of request from a pod all the time.
 *
 * @param now the clock by which failures are told.
 */
export function callerLoad(probe: Probe, request: RequestBatch, now: () => number): CallerLoad {
  const begin = now();
  const failures: LoadCount["failures"][number][] = [];
  let sent = 0;
  let ended = false;
  const work = (async () => {
    while (!ended) {
      const batch = { ...request, count: TOGETHER, spacing: 1 / RATE, parallel: 8, keep: KEEP };
      const started = now();
      const [answers = []] = await probe.send([batch]);
      sent += answers.length;
      for (const { status, error, begun, seconds, body } of answers) {
        if (!isFailure({ status })) continue;
        failures.push({ at: started + begun, seconds, host: request.hostname, status, error, body });
      }
    }
  })();
  // Whoever waits for its end is told.
  work.catch(() => {});
  return Object.freeze({
    count: () => ({ seconds: now() - begin, sent, answered: sent, failures: [...failures] }),
    async [Symbol.asyncDispose]() {
      ended = true;
      await work;
    },
  });
}
