/** Whether a request has what one alternative of an HTTP route asks for. */
import { fieldsOf } from "./plain.ts";
import { below, type Reference } from "./reference.ts";
import type { Message } from "./request.ts";
import { asksForPresence, matchesText } from "./text_match.ts";
import { allOf, not, type Verdict } from "./verdict.ts";

/** The value of a header as Envoy compares it; undefined where the request has none. */
export function headerOf(message: Message, name: string): string | undefined {
  switch (name.toLowerCase()) {
    case ":method":
      return message.method;
    case ":authority":
    case "host":
      return message.authority;
    case ":path":
      return message.query === undefined ? message.path : `${message.path}?${message.query}`;
    case ":scheme":
      return message.scheme;
    default:
      return message.headers[name.toLowerCase()];
  }
}

function isUnclear(message: Message, name: string, at: Reference): Verdict {
  if (message.unknownHeaders.has(name.toLowerCase())) {
    return { reason: `the value of the header "${name}" is worked out by a proxy`, at };
  }
  return name.startsWith("@") ? { reason: `"${name}" is a claim of a token, no header`, at } : true;
}

function header(message: Message, name: string, match: unknown, at: Reference): Verdict {
  const clear = isUnclear(message, name, at);
  if (clear !== true) return clear;
  const value = headerOf(message, name);
  if (asksForPresence(match)) return value !== undefined;
  return value === undefined ? false : matchesText(match, value, at);
}

/** A header that isn't there counts as an empty one. */
function withoutHeader(message: Message, name: string, match: unknown, at: Reference): Verdict {
  const clear = isUnclear(message, name, at);
  if (clear !== true) return clear;
  const value = headerOf(message, name);
  return asksForPresence(match) ? value === undefined : not(matchesText(match, value ?? "", at));
}

function queryParameter(message: Message, name: string, match: unknown, at: Reference): Verdict {
  const query = message.query ?? "";
  if (query.includes("%")) {
    return { reason: "the query has escapes, of which it isn't known how they compare", at };
  }
  const found = query.split("&").find((pair) => pair === name || pair.startsWith(`${name}=`));
  if (asksForPresence(match)) return found !== undefined;
  return found === undefined ? false : matchesText(match, found.slice(name.length + 1), at);
}

const each = (
  message: Message,
  conditions: unknown,
  at: Reference,
  compare: (message: Message, name: string, match: unknown, at: Reference) => Verdict,
) =>
  Object.entries(fieldsOf(conditions)).map(([name, match]) => compare(message, name, match, below(at, name)));

/**
 * Whether a message meets a match's conditions: path, method, authority, scheme, headers and query. Ports, gateways and
 * senders are the control plane's to compare, see {@linkcode routesFor}.
 */
export function matchesMessage(match: unknown, message: Message, at: Reference): Verdict {
  const { uri, method, authority, scheme, headers, withoutHeaders, queryParams, ignoreUriCase } = fieldsOf(
    match,
  );
  return allOf([
    uri === undefined ? true : matchesText(uri, message.path, below(at, "uri"), ignoreUriCase === true),
    method === undefined ? true : matchesText(method, message.method, below(at, "method")),
    authority === undefined ? true : matchesText(authority, message.authority, below(at, "authority")),
    scheme === undefined ? true : matchesText(scheme, message.scheme, below(at, "scheme")),
    ...each(message, headers, below(at, "headers"), header),
    ...each(message, withoutHeaders, below(at, "withoutHeaders"), withoutHeader),
    ...each(message, queryParams, below(at, "queryParams"), queryParameter),
  ]);
}
