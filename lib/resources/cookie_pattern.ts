/** How the `Cookie` header of a request is compared, since Istio knows headers but no single cookies. */

/** More cookies than this would need more orders than a proxy should try: 4 cookies have 24. */
const mostCookies = 4;

/**
 * An RE2 expression for the whole `Cookie` header that matches when it has all the given cookies, whatever else it
 * has and in whatever order.
 *
 * @throws {RangeError} if there are none, or more than four.
 */
export function cookiePattern(cookies: Readonly<Record<string, string>>): string {
  const pairs = Object.keys(cookies).sort().map((name) => escaped(`${name}=${cookies[name]}`));
  if (pairs.length === 0 || pairs.length > mostCookies) {
    throw new RangeError(`Cannot match ${pairs.length} cookies at once: from 1 to ${mostCookies} can be`);
  }
  const orders = permutations(pairs).map((order) => order.join(String.raw`;\s*${others}`));
  const wanted = orders.length === 1 ? orders[0]! : `(${orders.join("|")})`;
  return `${others}${wanted}(;.*)?`;
}

/** Any cookies before the next wanted one. */
const others = String.raw`(.*;\s*)?`;

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function permutations(list: readonly string[]): string[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((first, index) =>
    permutations(list.toSpliced(index, 1)).map((rest) => [first, ...rest])
  );
}
