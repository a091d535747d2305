/** The order in which path prefixes must be tried. */

/** Compares two path prefixes: the longer first, since it says more; those of one length by their letters. */
export function longestFirst(a: string, b: string): number {
  return b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}
