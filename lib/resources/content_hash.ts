/** Names that change with their content. */
import { createHash } from "node:crypto";

/** Unit: hexadecimal digits, 4 bits each. Two contents of one service share a name once in 2^40 times. */
const length = 10;

/**
 * Ten hexadecimal digits that depend on the content alone: the first 40 bits of the SHA-256 of its JSON with the keys
 * of every object sorted. The order of keys doesn't matter, the order of lists does.
 *
 * @param content What JSON can say; a property that is `undefined` counts as absent.
 */
export function contentHash(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content, sortKeys)).digest("hex").slice(0, length);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => left < right ? -1 : 1));
}
