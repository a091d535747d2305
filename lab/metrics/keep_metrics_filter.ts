import { delay } from "../process/delay.ts";
import { metricsFilter, type OwnerReference } from "./metrics_filter.ts";

/** What it takes to keep the filter. */
export interface FilterKeeper {
  /** Applies an object; returns whether the API server knows its kind and namespace yet. */
  readonly apply: (object: ReturnType<typeof metricsFilter>) => Promise<boolean>;
  /** The object that is to own the filter. */
  readonly owner: () => Promise<OwnerReference>;
  /** What an error of either says. */
  readonly problem: (error: unknown) => string;
  /** Writes a line to a log. */
  readonly tell: (line: string) => void;
  /** Waits for milliseconds; in real time by default. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** Milliseconds from one look for Istio's kinds to the next. */
const WAIT = 500;

/** Milliseconds after which the filter is applied again, should somebody have removed it. */
const AGAIN = 10_000;

/** Keeps the filter in the cluster for ever, from when Istio's kinds are there. */
export async function keepMetricsFilter(
  { apply, owner, problem, tell, pause = delay }: FilterKeeper,
): Promise<never> {
  let last = "";
  const say = (line: string) => {
    if (line !== last) tell(line);
    last = line;
  };
  while (true) {
    let there = false;
    try {
      there = await apply(metricsFilter(await owner()));
      if (there) say("the stock Envoy counts requests in place of Istio's");
    } catch (error) {
      // istiod's webhook answers later than its kinds are there.
      say(`cannot have the stock Envoy count requests yet: ${problem(error)}`);
    }
    await pause(there ? AGAIN : WAIT);
  }
}
