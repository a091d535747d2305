/** The kustomization.yaml, as plain data. */

/** A JSON6902 operation (RFC 6902). */
export interface Operation {
  /** What is done. */
  readonly op: "add" | "remove" | "replace" | "move" | "copy" | "test";
  /** A JSON pointer (RFC 6901). */
  readonly path: string;
  /** With `move` and `copy`. */
  readonly from?: string;
  /** With `add`, `replace` and `test`. */
  readonly value?: unknown;
}

/** A patch of one object; `patch` is YAML text, as Kustomize wants it. */
export interface KustomizationPatch {
  /** Undefined where the patch itself names its object. */
  readonly target?: {
    readonly group?: string;
    readonly version?: string;
    readonly kind: string;
    readonly name: string;
  };
  /** JSON6902 operations or a strategic merge. */
  readonly patch: string;
}

/** The fields of a Kustomization that we use; none needs a plugin. */
export interface Kustomization {
  /** The only version there is. */
  readonly apiVersion: "kustomize.config.k8s.io/v1beta1";
  /** The only kind there is. */
  readonly kind: "Kustomization";
  /** Files and folders, relative. */
  readonly resources?: readonly string[];
  /** Images by name. */
  readonly images?: readonly {
    readonly name: string;
    readonly newName?: string;
    readonly newTag?: string;
    readonly digest?: string;
  }[];
  /** Numbers of pods by the name of the Deployment. */
  readonly replicas?: readonly { readonly name: string; readonly count: number }[];
  /** In order. */
  readonly patches?: readonly KustomizationPatch[];
}

/** A Kustomization without the fields that have nothing in them. */
export function kustomization(
  fields: Omit<Kustomization, "apiVersion" | "kind">,
): Kustomization {
  const filled = Object.entries(fields).filter(([, list]) => Array.isArray(list) && list.length > 0);
  return {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    ...Object.fromEntries(filled),
  };
}
