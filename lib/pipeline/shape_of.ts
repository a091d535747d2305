/** What can still be said of files when others have no value. */
import type { LoadedFile } from "../catalogue/load/load_catalogue.ts";
import { schemaCodes } from "../catalogue/schema_codes.ts";
import { validate } from "../catalogue/validate.ts";
import type { Diagnostic } from "../diagnostic.ts";

/** Mistakes in the shape of single files; a missing file isn't one, since it may be among those without a value. */
export function shapeOf(values: readonly LoadedFile[]): readonly Diagnostic[] {
  const of = (group: LoadedFile["group"]) => values.filter((loaded) => loaded.group === group);
  return validate({ services: of("services"), clusters: of("overlays"), argocd: of("argocd") })
    .diagnostics.filter(({ code }) => code !== schemaCodes.argocdFile.code);
}
