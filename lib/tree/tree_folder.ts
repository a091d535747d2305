/** A folder of generated files before they are text. */

/** Files that are rendered together, from the same inputs. */
export interface TreeFolder {
  /** Below `clusters/`: `base/backend`; a cluster's own folder is its name. */
  readonly path: string;
  /** The inputs that the headers name, relative to the repository's root. */
  readonly sources: readonly string[];
  /** Each with its name within the folder, and a value that is written as YAML, or text that is written as it is. */
  readonly files: readonly { readonly name: string; readonly content: unknown }[];
}
