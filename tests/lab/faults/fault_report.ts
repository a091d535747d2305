import { failuresText, type LoadCount } from "../../../lab/verify/load_count.ts";
import { count } from "../../../lab/verify/numbers_text.ts";
import type { Fault } from "./faults.ts";

/** What a fault did under load. */
export interface FaultReport {
  readonly fault: Pick<Fault, "name" | "until" | "loses">;
  /** From before it until well after it. */
  readonly load: LoadCount;
  /** When the process was killed. Unit: seconds of the load's clock. */
  readonly killed: number;
  /** When the lab did again what it could do before. Unit: seconds of the load's clock. */
  readonly recovered: number;
}

/** What is wrong with what a fault did; empty if it is as it should be. */
export function problems({ fault, load, killed, recovered }: FaultReport): readonly string[] {
  const { failures } = load;
  const early = failures.filter(({ at, seconds }) => at + seconds < killed);
  const late = failures.filter(({ at }) => at > recovered + GRACE);
  return [
    ...(load.sent === 0 ? ["nothing was sent"] : []),
    ...(early.length > 0 ? [`requests failed before it: ${failuresText(early)}`] : []),
    ...(late.length > 0 ? [`requests fail after it: ${failuresText(late)}`] : []),
    ...(!fault.loses && failures.length > 0 ? [`requests were lost: ${failuresText(failures)}`] : []),
  ];
}

/** Seconds that callers may take to hear that a pod is ready. */
const GRACE = 5;

/** What a fault did, as a sentence without a full stop. */
export function reportText({ fault, load, killed, recovered }: FaultReport): string {
  const { failures, sent } = load;
  const lost = failures.length === 0
    ? `none of ${count(sent)} requests lost`
    : `${count(failures.length)} of ${count(sent)} requests lost within ${
      (Math.max(...failures.map(({ at }) => at)) - killed).toFixed(1)
    } s (${failuresText(failures)})`;
  return `${fault.name} killed: ${lost}; ${(recovered - killed).toFixed(1)} s until ${fault.until}`;
}
