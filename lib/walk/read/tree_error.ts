/** A rendered tree that can't be read as Kustomize would. */

/** Thrown where a file is missing or broken, or where a kustomization says something that isn't understood. */
export class TreeError extends Error {
  /** Always `TreeError`. */
  override readonly name = "TreeError";
}
