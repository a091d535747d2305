/** Yes, no, or not known: what is asked of an object that may say more than is understood. */
import type { Reference } from "./reference.ts";

/** Why something isn't known. */
export interface Doubt {
  /** One sentence without a full stop. */
  readonly reason: string;
  /** The field that isn't understood. */
  readonly at?: Reference;
}

/** The answer to a question. */
export type Verdict = boolean | Doubt;

/** Whether the answer isn't known. */
export function isDoubt(verdict: Verdict): verdict is Doubt {
  return typeof verdict === "object";
}

/** Yes where all say yes; no as soon as one says no, whatever isn't known of the others. */
export function allOf(verdicts: Iterable<Verdict>): Verdict {
  let result: Verdict = true;
  for (const verdict of verdicts) {
    if (verdict === false) return false;
    if (result === true) result = verdict;
  }
  return result;
}

/** Yes as soon as one says yes; no where all say no. */
export function anyOf(verdicts: Iterable<Verdict>): Verdict {
  let result: Verdict = false;
  for (const verdict of verdicts) {
    if (verdict === true) return true;
    if (result === false) result = verdict;
  }
  return result;
}

/** The opposite; what isn't known stays so. */
export function not(verdict: Verdict): Verdict {
  return isDoubt(verdict) ? verdict : !verdict;
}
