/** How tests look into rendered objects. */
import assert from "node:assert/strict";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

/** The object as what the API declares it to be, with every field that a test reads there present. */
export function read<T>(object: KubernetesObject | undefined): DeepRequired<T> {
  assert.ok(object !== undefined, "nothing was rendered");
  return object as unknown as DeepRequired<T>;
}

/** A type in which nothing is optional: reading what isn't there fails the test, not the type check. */
export type DeepRequired<T> = T extends (infer E)[] ? DeepRequired<E>[]
  : T extends object ? { [K in keyof T]-?: DeepRequired<NonNullable<T[K]>> }
  : T;

/** The only element of a list. */
export function only<T>(list: readonly T[] | undefined): T {
  assert.equal(list?.length, 1);
  return list![0]!;
}
