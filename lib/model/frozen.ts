/** Data that nothing changes any more. */

/**
 * A type whose every part is read-only and whose optional fields are absent rather than undefined, as the catalogue's
 * values are once they have been checked.
 */
export type Frozen<T> = T extends (infer E)[] ? readonly Frozen<E>[]
  : T extends object ? { readonly [K in keyof T]: Frozen<Exclude<T[K], undefined>> }
  : T;
