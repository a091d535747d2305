import { applyPatches } from "../../resources/apply_patches.ts";
import { isFields, rawObjects, renderedObjects } from "../raw_objects.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** The operations of RFC 6902, and what each needs besides `path`. */
const needs: Readonly<Record<string, "value" | "from" | undefined>> = {
  add: "value",
  copy: "from",
  move: "from",
  remove: undefined,
  replace: "value",
  test: "value",
};

const has = (field: string, value: unknown) =>
  value === undefined ? `has no ${field}` : `has the ${field} ${JSON.stringify(value)}`;

/** What is wrong with an operation, as part of a sentence; undefined where it is well formed. */
function mistakeIn(operation: unknown): string | undefined {
  if (!isFields(operation)) return "must be an object";
  const { op, path, value } = operation;
  if (typeof op !== "string" || !Object.hasOwn(needs, op)) {
    return `${has("op", op)}, must be add, copy, move, remove, replace or test`;
  }
  for (const field of needs[op] === "from" ? ["path", "from"] : ["path"]) {
    const pointer = operation[field];
    if (typeof pointer !== "string" || !/^(\/([^~]|~[01])*)?$/.test(pointer)) {
      return `${has(field, pointer)}, must be a JSON pointer such as "/spec/replicas"`;
    }
  }
  if (needs[op] === "value" && value === undefined) return `has no value, which ${op} needs`;
  return path === "" ? "would replace the whole object" : undefined;
}

/** MESH176: an operation that doesn't apply. */
export const patchOperation: ServiceRule = {
  code: "MESH176",
  name: "patch-operation",
  severity: "error",
  over: "service",
  about: ["patches"],
  summary: "An operation of a patch is malformed or does not apply",
  reason: "A patch that half applies changes something else than was meant.",
  fix: "Write operations of RFC 6902 whose paths exist in the rendered object; a slash in a key is written " +
    "`~1`.",
  example: {
    wrong: `patches: [{
  target: { kind: "Deployment" },
  operations: [{ op: "replace", path: "/spec/replica", value: 5 }],
}],`,
    right: `patches: [{
  target: { kind: "Deployment" },
  operations: [{ op: "replace", path: "/spec/replicas", value: 5 }],
}],`,
  },
  *check(service) {
    if (service.patches.length === 0) return;
    let isWellFormed = true;
    for (const [index, { operations }] of service.patches.entries()) {
      for (const [position, operation] of operations.entries()) {
        const mistake = mistakeIn(operation);
        if (mistake === undefined) continue;
        isWellFormed = false;
        yield at(["patches", index, "operations", position], mistake);
      }
    }
    const rendered = isWellFormed ? renderedObjects(service) : undefined;
    if (rendered === undefined) return;
    const all = [...rendered, ...rawObjects(service).map(({ object }) => object)];
    for (const { patch, operation, reason } of applyPatches(all, service.patches).failures) {
      // A target that doesn't exist is another rule's.
      if (operation !== undefined) yield at(["patches", patch, "operations", operation], reason);
    }
  },
};
