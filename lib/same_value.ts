/** Whether two values would be printed alike. */

/**
 * Whether two values that JSON can say are the same down to the order of keys, which is the order in which they are
 * printed. Parts that are the same object are not looked into.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && sameList(one, other);
  return !Array.isArray(other) && sameFields(one as Fields, other as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

function sameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((element, index) => sameValue(element, other[index]));
}

function sameFields(one: Fields, other: Fields): boolean {
  const keys = Object.keys(one);
  let index = 0;
  // A list of the other's keys as well would double the time.
  for (const key in other) {
    if (key !== keys[index++] || !sameValue(one[key], other[key])) return false;
  }
  return index === keys.length;
}
