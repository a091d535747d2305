/** What a route makes of a request's path and authority. */
import { fieldsOf, textOf } from "./plain.ts";
import type { Message } from "./request.ts";
import { replaceAll } from "./text_match.ts";
import type { Doubt } from "./verdict.ts";
import type { EffectiveRoute } from "./virtual_service.ts";

/** The part of the path that the route matched, which a rewrite replaces. */
function matchedPart({ match }: EffectiveRoute, path: string): string {
  const { exact, prefix, regex } = fieldsOf(match?.uri);
  if (typeof exact === "string" || typeof regex === "string") return path;
  return path.slice(0, (textOf(prefix) ?? "/").length);
}

/** The message as it is sent on; a doubt for an expression that isn't RE2. */
export function rewrite(message: Message, chosen: EffectiveRoute): Message | Doubt {
  const { uri, authority, uriRegexRewrite } = fieldsOf(chosen.route.rewrite);
  let { path } = message;
  const expression = fieldsOf(uriRegexRewrite);
  if (typeof expression.match === "string") {
    const replaced = replaceAll(expression.match, textOf(expression.rewrite) ?? "", path);
    if (replaced === undefined) {
      return { reason: `"${expression.match}" isn't an expression of RE2`, at: chosen.at("rewrite") };
    }
    path = replaced;
  } else if (typeof uri === "string" && uri !== "") {
    path = uri + path.slice(matchedPart(chosen, path).length);
  }
  return { ...message, path, authority: textOf(authority) || message.authority };
}
