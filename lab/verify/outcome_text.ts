import type { Answer } from "./send_requests.ts";

/** What came of a request, in a few words: `403`, `no answer (ECONNRESET)`. */
export function outcomeText({ status, error }: Pick<Answer, "status" | "error">): string {
  return status === 0 ? `no answer (${error})` : String(status);
}

/** What came of several requests, each outcome once: `403 (8 times)`. */
export function outcomesText(answers: readonly Pick<Answer, "status" | "error">[]): string {
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const text = outcomeText(answer);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, times]) => times === 1 ? text : `${text} (${times} times)`).join(", ");
}
