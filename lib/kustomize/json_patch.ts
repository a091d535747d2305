/** The difference between two objects as a JSON6902 patch that a reviewer understands. */
import { createPatch } from "rfc6902";
import type { Operation } from "./kustomization.ts";

function nameAt(root: unknown, segments: readonly string[]): unknown {
  let value: unknown = root;
  for (const segment of segments) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[segment.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return typeof value === "object" && value !== null ? (value as { name?: unknown }).name : undefined;
}

/**
 * A `test` on the name of every named list element that the operations reach into, before anything is changed:
 * an index alone would silently hit another element once the base's list has changed.
 */
function nameTests(base: unknown, operations: readonly Operation[]): readonly Operation[] {
  const tests = new Map<string, Operation>();
  for (const { path } of operations) {
    const segments = path.split("/").slice(1);
    for (let depth = 1; depth < segments.length; depth++) {
      if (!/^[0-9]+$/.test(segments[depth - 1]!)) continue;
      const name = nameAt(base, segments.slice(0, depth));
      const at = `/${segments.slice(0, depth).join("/")}/name`;
      if (typeof name === "string") tests.set(at, { op: "test", path: at, value: name });
    }
  }
  return [...tests.values()];
}

/** The operations that turn `base` into `wanted`; none where they are equal. */
export function jsonPatch(base: unknown, wanted: unknown): readonly Operation[] {
  const operations = createPatch(base, wanted) as readonly Operation[];
  return [...nameTests(base, operations), ...operations];
}
