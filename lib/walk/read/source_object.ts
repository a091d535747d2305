/** An object as it was built, and where each of its values was written. */
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { isFields } from "../plain.ts";
import { type LocatedValue, toPlain } from "./located_value.ts";
import { TreeError } from "./tree_error.ts";

/** A built object. */
export interface SourceObject {
  /** As plain data. */
  readonly object: KubernetesObject;
  /** The same with its lines. */
  readonly located: LocatedValue;
}

/** Takes a value as an object of the Kubernetes API. Throws a {@linkcode TreeError} where it has no kind or name. */
export function sourceObject(located: LocatedValue): SourceObject {
  const object = toPlain(located);
  const metadata = isFields(object) ? object.metadata : undefined;
  if (
    !isFields(object) || typeof object.kind !== "string" || typeof object.apiVersion !== "string" ||
    !isFields(metadata) || typeof metadata.name !== "string"
  ) {
    throw new TreeError(
      `Cannot read "${located.file}:${located.line}": it isn't an object with a kind and a name`,
    );
  }
  return { object: object as KubernetesObject, located };
}
