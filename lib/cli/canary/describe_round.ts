/** What a driver's round is called. */
import type { Round } from "../../canary/driver/mod.ts";

/** A line or more: what was decided, why, and what came of it. */
export function describeRound({ action, outcome, head }: Round): string {
  const list = (reasons: readonly string[]) => reasons.map((reason) => `\n  ${reason}`).join("");
  switch (action.kind) {
    case "wait":
      return `wait: ${action.reason}`;
    case "done":
      return `done: ${action.reason}`;
    case "hold":
      return `hold:${list(action.reasons)}`;
    case "commit": {
      const result = outcome === "late"
        ? `somebody else was faster than ${action.move}; looking again`
        : `${action.move} on ${head.slice(0, 12)}, pushed`;
      return `${result}:${list(action.reasons)}`;
    }
  }
}
