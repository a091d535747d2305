/** Changes to a plain value, apart from how it is written. */
import type { ValuePath } from "../../diagnostic.ts";

/** Plain data: what a service file exports. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainObject;
/** An object of plain data. */
export interface PlainObject {
  /** By name. */
  readonly [key: string]: Plain;
}

/** One change. */
export type ValueChange =
  /** Gives a property a value, whether it was there or not; `after` names the property a new one stands behind. */
  | { readonly kind: "set"; readonly path: ValuePath; readonly value: Plain; readonly after?: string }
  /** Takes a property away. */
  | { readonly kind: "remove"; readonly path: ValuePath }
  /** Puts an item into a list, before the one that now has this index. */
  | { readonly kind: "insert"; readonly path: ValuePath; readonly index: number; readonly value: Plain };

type Container = Record<string | number, unknown>;

function copyAlong(root: Container, path: ValuePath): Container {
  let container = root;
  for (const key of path) {
    const inner = container[key];
    if (typeof inner !== "object" || inner === null) {
      throw new Error(`Cannot change ${path.join(".")}: ${String(key)} isn't there`);
    }
    const copy = Array.isArray(inner) ? [...inner] : { ...inner };
    container[key] = copy;
    container = copy as Container;
  }
  return container;
}

/** The value after the changes, one after the other. The value itself stays as it is. */
export function changeValue<Value extends object>(value: Value, changes: readonly ValueChange[]): Value {
  const root = { ...value } as Container;
  for (const change of changes) {
    if (change.kind === "insert") {
      (copyAlong(root, change.path) as unknown as unknown[]).splice(change.index, 0, change.value);
      continue;
    }
    const container = copyAlong(root, change.path.slice(0, -1));
    const key = change.path.at(-1)!;
    if (change.kind === "set") container[key] = change.value;
    else delete container[key];
  }
  return root as Value;
}
