/** The catalogue as the model takes it: values whose shape the schema has already checked. */
import type { ArgoCDInput, ClusterInput, ServiceInput } from "../catalogue/types.ts";
import type { Frozen } from "./types.ts";

/** A file of the catalogue and what it exports. */
export interface CatalogueFile<Value> {
  /** Relative to the repository's root, with `/`: `services/backend.ts`. */
  readonly file: string;
  /** Its default export, without undefined fields. */
  readonly value: Frozen<Value>;
}

/** Every file of the catalogue. */
export interface Catalogue {
  /** From `services/`. */
  readonly services: readonly CatalogueFile<ServiceInput>[];
  /** From `overlays/`. */
  readonly clusters: readonly CatalogueFile<ClusterInput>[];
  /** From `argocd/`. */
  readonly argocd: CatalogueFile<ArgoCDInput>;
}
