/** The situations that rules are compared in. */
import type { Behaviour, Scenario } from "./world.ts";

const usual: Behaviour = { failureRate: 0.001, median: 0.06, spread: 0.6 };
const flaky: Behaviour = { ...usual, failureRate: 0.008 };
const more = (failureRate: number): Behaviour => ({ ...usual, failureRate: usual.failureRate + failureRate });
const slower = (factor: number): Behaviour => ({ ...usual, median: usual.median * factor });

/** A neighbour that is away for three minutes makes a fifth of all requests fail, whichever version has them. */
const away: Behaviour = { ...usual, failureRate: 0.2 };
const outage = (interval: number) => interval >= 2 && interval < 5 ? away : usual;

const busy = { requestsPerSecond: 20 };
const quiet = { requestsPerSecond: 1 };
const always = (behaviour: Behaviour) => () => behaviour;

/** In the order of the table. */
export const scenarios: readonly Scenario[] = [
  { name: "No change", ...busy, stable: always(usual), canary: always(usual), right: "promote" },
  {
    name: "No change, both near the limit (0.8 % errors)",
    ...busy,
    stable: always(flaky),
    canary: always(flaky),
    right: "promote",
  },
  {
    name: "No change, a neighbour is away for 3 minutes",
    ...busy,
    stable: outage,
    canary: outage,
    right: "promote",
  },
  {
    name: "5 points more errors",
    ...busy,
    stable: always(usual),
    canary: always(more(0.05)),
    right: "abort",
  },
  {
    name: "Small regression: 1.5 points more errors",
    ...busy,
    stable: always(usual),
    canary: always(more(0.015)),
    right: "abort",
  },
  {
    name: "At the edge: 1 point more errors, just as many as may be",
    ...busy,
    stable: always(usual),
    canary: always(more(0.01)),
    right: "any",
  },
  { name: "Twice as slow", ...busy, stable: always(usual), canary: always(slower(2)), right: "abort" },
  { name: "Three times as slow", ...busy, stable: always(usual), canary: always(slower(3)), right: "abort" },
  {
    name: "No change, low traffic (1 request/s)",
    ...quiet,
    stable: always(usual),
    canary: always(usual),
    right: "promote",
  },
  {
    name: "5 points more errors, low traffic",
    ...quiet,
    stable: always(usual),
    canary: always(more(0.05)),
    right: "abort",
  },
  {
    name: "No traffic",
    requestsPerSecond: 0,
    stable: always(usual),
    canary: always(usual),
    right: "hold",
  },
];
