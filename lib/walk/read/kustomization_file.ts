/** What a kustomization.yaml says, as far as it is understood. */
import { fieldsOf, isFields, listOf, numberOf, textOf } from "../plain.ts";
import { type LocatedOperation } from "./apply_operations.ts";
import { type LocatedMap, type LocatedValue, type Place, toPlain } from "./located_value.ts";
import { parseLocated } from "./parse_located.ts";
import { TreeError } from "./tree_error.ts";

/** Which objects a patch is for: regular expressions over whole values; undefined means any. */
export interface PatchTarget {
  /** Of `apiVersion`; the core group is empty. */
  readonly group?: string;
  /** Of `apiVersion`. */
  readonly version?: string;
  /** In Pascal case. */
  readonly kind?: string;
  /** Of the object. */
  readonly name?: string;
  /** Of the object. */
  readonly namespace?: string;
}

/** A patch: operations on what `target` selects, or the deletion of one object. */
export type KustomizationPatch =
  | {
    readonly type: "operations";
    readonly target: PatchTarget;
    readonly operations: readonly LocatedOperation[];
  }
  | { readonly type: "deletion"; readonly object: LocatedValue };

/** The parts of a kustomization, in the order in which Kustomize applies them. */
export interface KustomizationFile {
  /** Files and folders, relative to its own. */
  readonly resources: readonly string[];
  /** Before the replicas. */
  readonly patches: readonly KustomizationPatch[];
  /** Numbers of pods by the name of the workload. */
  readonly replicas: readonly { readonly name: string; readonly count: number; readonly place: Place }[];
}

const understood = new Set(["apiVersion", "kind", "resources", "patches", "replicas"]);
const targetFields = new Set(["group", "version", "kind", "name", "namespace"]);

function entryOf(value: LocatedValue, key: string): LocatedValue | undefined {
  return value.type === "map" ? value.entries.get(key)?.value : undefined;
}

const itemsOf = (value: LocatedValue | undefined) => (value?.type === "list" ? value.items : []);

function refuse(value: Place, what: string): never {
  throw new TreeError(`Cannot build "${value.file}:${value.line}": ${what} isn't understood`);
}

function operationOf(value: LocatedValue): LocatedOperation {
  const { op, path, from } = fieldsOf(toPlain(value));
  if (typeof op !== "string" || typeof path !== "string") refuse(value, "a patch without op or path");
  const wanted = entryOf(value, "value");
  return {
    op,
    path,
    line: value.line,
    ...(typeof from === "string" && { from }),
    ...(wanted !== undefined && { value: wanted }),
  };
}

function patchOf(value: LocatedValue): KustomizationPatch {
  const unknown = value.type !== "map" ||
    [...value.entries.keys()].some((key) => key !== "target" && key !== "patch");
  const text = entryOf(value, "patch");
  if (unknown || text?.type !== "scalar" || typeof text.value !== "string") refuse(value, "such a patch");
  const [content, ...more] = parseLocated(text.file, text.value, text.line);
  if (content === undefined || more.length > 0) refuse(text, "a patch of several documents");
  if (content.type === "list") {
    const target = fieldsOf(toPlain(entryOf(value, "target") ?? value));
    if (entryOf(value, "target") === undefined) refuse(value, "a patch without a target");
    for (const [key, pattern] of Object.entries(target)) {
      if (!targetFields.has(key) || typeof pattern !== "string") refuse(value, `the target's "${key}"`);
    }
    return { type: "operations", target, operations: content.items.map(operationOf) };
  }
  if (fieldsOf(toPlain(content)).$patch !== "delete") {
    refuse(content, "a strategic merge other than a deletion");
  }
  return { type: "deletion", object: content };
}

function replicasOf(value: LocatedValue) {
  const { name, count } = fieldsOf(toPlain(value));
  const number = numberOf(count);
  if (textOf(name) === undefined || number === undefined) refuse(value, "such a number of replicas");
  const line = value.type === "map" ? value.entries.get("count")?.keyLine : undefined;
  return { name: name as string, count: number, place: { file: value.file, line: line ?? value.line } };
}

/**
 * Reads a kustomization.yaml. Only `resources`, `patches` (JSON6902 with a target, and deletions) and `replicas` are
 * understood.
 *
 * @throws {TreeError} for any other field: what it would do isn't guessed.
 */
export function readKustomization(file: string, text: string): KustomizationFile {
  const [document] = parseLocated(file, text);
  if (document === undefined || document.type !== "map") {
    throw new TreeError(`Cannot build "${file}": it is empty`);
  }
  const map: LocatedMap = document;
  for (const [key, { keyLine }] of map.entries) {
    if (!understood.has(key)) refuse({ file, line: keyLine }, `"${key}"`);
  }
  const plain = fieldsOf(toPlain(document));
  const resources = listOf(plain.resources);
  if (resources.some((name) => typeof name !== "string") || isFields(plain.resources)) {
    refuse(map, "a resource");
  }
  return {
    resources: resources as readonly string[],
    patches: itemsOf(entryOf(map, "patches")).map(patchOf),
    replicas: itemsOf(entryOf(map, "replicas")).map(replicasOf),
  };
}
