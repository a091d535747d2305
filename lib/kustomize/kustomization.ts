/** The kustomization.yaml, as plain data. */

/** A JSON6902 operation (RFC 6902). */
export interface Operation {
  readonly op: "add" | "remove" | "replace" | "move" | "copy" | "test";
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** A patch of one object; `patch` is YAML text, as Kustomize wants it. */
export interface KustomizationPatch {
  readonly target?: {
    readonly group?: string;
    readonly version?: string;
    readonly kind: string;
    readonly name: string;
  };
  readonly patch: string;
}

/** The fields of a Kustomization that we use; none needs a plugin. */
export interface Kustomization {
  readonly apiVersion: "kustomize.config.k8s.io/v1beta1";
  readonly kind: "Kustomization";
  readonly resources?: readonly string[];
  readonly images?: readonly {
    readonly name: string;
    readonly newName?: string;
    readonly newTag?: string;
    readonly digest?: string;
  }[];
  readonly replicas?: readonly { readonly name: string; readonly count: number }[];
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
