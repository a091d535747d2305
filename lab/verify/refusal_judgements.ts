import { outcomesText } from "./outcome_text.ts";
import type { Finding } from "./proof.ts";
import type { Answer } from "./send_requests.ts";

/** What is looked at of an answer. */
export type Outcome = Pick<Answer, "status" | "error" | "body">;

/** Envoy's words for what a policy refuses. */
const DENIED = "RBAC: access denied";

/**
 * Plain text may not be answered at all: also an error that the proxy sends shows that it takes plain text.
 *
 * @param healthy what came of asking the same pods' proxies in a way that is open to everybody.
 */
export function judgePlainText(
  what: string,
  answers: readonly Outcome[],
  healthy: readonly Outcome[],
): Finding {
  const numbers = { requests: answers.length, answered: answers.filter(({ status }) => status !== 0).length };
  const text = `plain text to ${what}: ${outcomesText(answers)}`;
  if (answers.length === 0) return { passed: false, text: `plain text to ${what}: there is no pod`, numbers };
  if (healthy.some(({ status }) => status !== 200)) {
    return {
      passed: false,
      text: `${text}; nor are their health ports reached: ${outcomesText(healthy)}`,
      numbers,
    };
  }
  return { passed: numbers.answered === 0, text: `${text}; their health ports answer it`, numbers };
}

/** A policy has to refuse every one. */
export function judgeDenied(what: string, answers: readonly Outcome[]): Finding {
  const denied = answers.filter(({ status, body }) => status === 403 && body.includes(DENIED)).length;
  return {
    passed: answers.length > 0 && denied === answers.length,
    text: `${what}: ${outcomesText(answers)}${denied > 0 ? `, ${denied} by policy` : ""}`,
    numbers: { requests: answers.length, denied },
  };
}

/** A caller that is listed has to be let through, whatever the service answers then. */
export function judgeAllowed(what: string, answers: readonly Outcome[]): Finding {
  const through = answers.filter(({ status, body }) => status !== 0 && !body.includes(DENIED)).length;
  return {
    passed: answers.length > 0 && through === answers.length,
    text: `${what}: ${outcomesText(answers)}`,
    numbers: { requests: answers.length, through },
  };
}

/** The caller's own proxy has to hold it back: there is no connection, or the proxy says that it knows no way. */
export function judgeHeldBack(what: string, answers: readonly Outcome[]): Finding {
  const held = answers.filter(({ status }) => status === 0 || status === 502).length;
  return {
    passed: answers.length > 0 && held === answers.length,
    text: `${what}: ${outcomesText(answers)}`,
    numbers: { requests: answers.length, heldBack: held },
  };
}
