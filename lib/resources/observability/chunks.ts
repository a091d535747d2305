/** How what is rendered for many services is divided over ConfigMaps. */
import { contentHash } from "../content_hash.ts";

/** How much goes into one: a ConfigMap may have 1 MiB. Unit: UTF-16 code units. */
const largest = 500_000;

/** Below this no boundary is looked for. */
const smallest = 100_000;

/** One in so many names is a boundary. */
const oneIn = 16;

/** Something that belongs to a service. */
export interface Named {
  /** The service's name. */
  readonly name: string;
  /** How much it takes. Unit: UTF-16 code units. */
  readonly size: number;
}

/**
 * Divides a list that is sorted by name. Where a part ends depends on the names around it alone, as far as sizes
 * allow: one more service changes its own part, and not every part behind it.
 */
export function chunks<Entry extends Named>(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const parts: Entry[][] = [];
  let part: Entry[] | undefined;
  let size = 0;
  for (const entry of entries) {
    const full = size + entry.size > largest || (size > smallest && isBoundary(entry.name));
    if (part === undefined || full) {
      parts.push(part = []);
      size = 0;
    }
    part.push(entry);
    size += entry.size;
  }
  return parts;
}

function isBoundary(name: string): boolean {
  return Number.parseInt(contentHash(name).slice(0, 4), 16) % oneIn === 0;
}
