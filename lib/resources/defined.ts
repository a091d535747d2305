/** Optional fields. */

/** What {@linkcode defined} makes of an object: each property is absent or has a value. */
export type Defined<T> = { -readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/**
 * The object without the properties that are `undefined`: a rendered object that has one isn't equal to one that lacks
 * it, although both are printed the same.
 */
export function defined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
