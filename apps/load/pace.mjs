/** Milliseconds between two looks at the clock. */
const TICK = 20;

/** Requests that may be under way; what comes on top is left out, so that memory has a bound. */
const UNDER_WAY = 1000;

/**
 * Sends at a steady pace, whether or not answers come: what waited for answers would be gentle with a service that is
 * slow, and nobody would see that it is.
 *
 * @param {number} perSecond
 * @param {() => Promise<string>} send never rejects.
 * @param {number} [most] how many may be under way.
 */
export function pace(perSecond, send, most = UNDER_WAY) {
  let begin = performance.now();
  let sent = 0;
  let underWay = 0;
  let counts = empty();
  const one = async () => {
    const at = performance.now();
    underWay += 1;
    const outcome = await send();
    underWay -= 1;
    counts.outcomes[outcome] = (counts.outcomes[outcome] ?? 0) + 1;
    counts.milliseconds.push(performance.now() - at);
  };
  const timer = setInterval(() => {
    let due = Math.floor((performance.now() - begin) / 1000 * perSecond) - sent;
    // A process that was stopped for a while doesn't make up for it with a burst.
    if (due > Math.max(1, perSecond)) {
      begin += (due - 1) / perSecond * 1000;
      due = 1;
    }
    for (; due >= 1; due -= 1) {
      sent += 1;
      if (underWay < most) void one();
      else counts.leftOut += 1;
    }
  }, TICK);
  return {
    /** What happened since it was asked the last time. */
    take() {
      const taken = counts;
      counts = empty();
      return summary(taken);
    },
    stop: () => clearInterval(timer),
  };
}

/** @returns {{ outcomes: Record<string, number>, milliseconds: number[], leftOut: number }} */
function empty() {
  return { outcomes: {}, milliseconds: [], leftOut: 0 };
}

/** @param {ReturnType<typeof empty>} counts */
function summary({ outcomes, milliseconds, leftOut }) {
  const sorted = milliseconds.sort((a, b) => a - b);
  const percentile = (/** @type {number} */ share) =>
    sorted.length === 0 ? null : Math.round(sorted[Math.ceil(sorted.length * share) - 1]);
  return {
    requests: sorted.length,
    outcomes,
    left_out: leftOut,
    p50_ms: percentile(0.5),
    p99_ms: percentile(0.99),
  };
}
