/** Preflight requests, which a proxy answers itself where a route has a policy for them. */
import { fieldsOf, listOf } from "./plain.ts";
import type { Reference } from "./reference.ts";
import type { Message } from "./request.ts";
import { matchesText } from "./text_match.ts";
import { anyOf, type Verdict } from "./verdict.ts";

/** Whether the proxy answers a message by its CORS policy rather than send it on. */
export function preflightAnswer(policy: unknown, message: Message, at: Reference): Verdict {
  if (policy === undefined || message.method !== "OPTIONS") return false;
  const { origin, "access-control-request-method": method } = message.headers;
  if (origin === undefined || method === undefined) return false;
  const { allowOrigins, allowOrigin } = fieldsOf(policy);
  if (allowOrigin !== undefined) return { reason: "corsPolicy.allowOrigin isn't understood", at };
  return anyOf(listOf(allowOrigins).map((each) => matchesText(each, origin, at)));
}
