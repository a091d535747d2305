import { delay } from "../../../lab/process/delay.ts";
import type { ConstantLoad } from "../../../lab/verify/constant_load.ts";
import { countBetween, type FailedRequest } from "../../../lab/verify/load_count.ts";
import type { PlainObject } from "../../../lib/canary/edit/value_change.ts";
import type { CanaryLab } from "./canary_lab.ts";
import { withCanary } from "./canary_tree.ts";
import type { LoggedCommit } from "./checkout.ts";
import type { ScenarioResult } from "./scenario_table.ts";

/** Requests per second through the gateway, unless a scenario says otherwise. */
const RATE = 50;

/** Seconds of load before the canary: what is usual. */
const BEFORE = 15;

/** Seconds until proxies have heard of routes that Argo CD has applied, and how long it is then looked at. */
const SPREAD = 3;
const AFTER = 6;

/** A canary that has been started. */
export interface Run {
  readonly lab: CanaryLab;
  /** The commit that started it. */
  readonly start: string;
  /** The commits since then by anybody whose name begins so. */
  readonly commits: (author: string) => Promise<readonly LoggedCommit[]>;
}

/** What a scenario has done, with what failed. */
export interface Ran {
  readonly result: ScenarioResult;
  /** In all that time. */
  readonly failures: readonly FailedRequest[];
  /** Of those, sent after the last commit had come to rest. */
  readonly late: readonly FailedRequest[];
}

/** What is done with a canary. */
export interface Scenario {
  readonly name: string;
  readonly canary: PlainObject;
  /** Requests per second. */
  readonly rate?: number;
  /** Whether Argo CD brings all of it in; true by default. */
  readonly synced?: boolean;
  /** Drives it; returns the outcome, such as `aborted at 10 %`. */
  readonly drive: (run: Run) => Promise<string>;
}

/** Starts a canary under load, has it driven, and counts. */
export async function runScenario(
  lab: CanaryLab,
  { name, canary, rate = RATE, synced = true, drive }: Scenario,
): Promise<Ran> {
  lab.prometheus.open();
  await lab.reset();
  await using load = rate === 0 ? undefined : await lab.load(rate);
  if (load !== undefined) await delay(BEFORE * 1000);
  const canaryBefore = await lab.canaryRequests();
  const before = countOf(load);
  const begin = performance.now();
  const start = await lab.change(`${name}: a canary`, (text) => withCanary(text, canary));
  const commits = async (author: string) =>
    (await lab.person.since(start)).filter((commit) => commit.author.startsWith(author));
  const outcome = await drive({ lab, start, commits });
  const seconds = (performance.now() - begin) / 1000;
  if (synced) await lab.synced();
  await delay(SPREAD * 1000);
  const rested = load?.now() ?? 0;
  await delay(AFTER * 1000);
  await load?.settled();
  const { sent, failures } = countBetween(before, countOf(load));
  return {
    result: {
      ...{ name, outcome, seconds, sent, failed: failures.length },
      canary: Math.round(await lab.canaryRequests() - canaryBefore),
    },
    failures,
    late: failures.filter(({ at }) => at > rested),
  };
}

function countOf(load: ConstantLoad | undefined) {
  return load?.count() ?? { seconds: 0, sent: 0, answered: 0, failures: [] };
}
