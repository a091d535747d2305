/** What a route does to the headers of a request. */
import { type Fields, fieldsOf, labelsOf, textsOf } from "./plain.ts";
import type { Message } from "./request.ts";

interface Operations {
  readonly remove: readonly string[];
  readonly add: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
}

function operationsOf(route: Fields): Operations {
  const { set, add, remove } = fieldsOf(fieldsOf(route.headers).request);
  return { set: labelsOf(set), add: labelsOf(add), remove: textsOf(remove) };
}

const isAuthority = (name: string) => name.toLowerCase() === "host" || name.toLowerCase() === ":authority";

function authorityOf({ set, add }: Operations): string | undefined {
  return Object.entries({ ...add, ...set }).find(([name]) => isAuthority(name))?.[1];
}

/** First what goes, then what comes, as Envoy does it for each level. */
function apply(message: Message, { remove, add, set }: Operations): Message {
  const headers: Record<string, string> = { ...message.headers };
  const unknownHeaders = new Set(message.unknownHeaders);
  for (const name of remove) delete headers[name.toLowerCase()];
  const put = (name: string, value: string, append: boolean) => {
    const key = name.toLowerCase();
    // What stands between percent signs the proxy works out itself.
    if (value.includes("%")) unknownHeaders.add(key);
    headers[key] = append && headers[key] !== undefined ? `${headers[key]},${value}` : value;
  };
  const isOurs = ([name]: readonly [string, string]) => !isAuthority(name) && !name.startsWith(":");
  for (const [name, value] of Object.entries(add).filter(isOurs)) put(name, value, true);
  for (const [name, value] of Object.entries(set).filter(isOurs)) put(name, value, false);
  return { ...message, headers, unknownHeaders };
}

/**
 * The message with the operations of a route and of its destination. A single destination's are made one with the
 * route's; of several, each does its own before the route's.
 */
export function changeHeaders(
  message: Message,
  route: Fields,
  destination: Fields,
  single: boolean,
): Message {
  const [outer, inner] = [operationsOf(route), operationsOf(destination)];
  const changed = single
    ? apply(message, {
      remove: [...outer.remove, ...inner.remove],
      add: { ...outer.add, ...inner.add },
      set: { ...outer.set, ...inner.set },
    })
    : apply(apply(message, inner), outer);
  const rewritten = fieldsOf(route.rewrite).authority;
  const authority = typeof rewritten === "string" && rewritten !== ""
    ? undefined
    : authorityOf(outer) ?? authorityOf(inner);
  return authority === undefined ? changed : { ...changed, authority };
}
