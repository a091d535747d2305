/** What `explain` explains with: the catalogue before and after defaults. */
import { fileURLToPath } from "node:url";
import { validate } from "../catalogue/validate.ts";
import type { LocatedDiagnostic } from "../diagnostic.ts";
import type { Inputs } from "../explain/explain_file.ts";
import { checkLoaded } from "../pipeline/check_catalogue.ts";
import { loadValues } from "../pipeline/load_values.ts";
import { sourceReader } from "./report_options.ts";

/** The inputs, or why there are none. */
export interface ExplainInputs {
  /** Undefined where the catalogue has errors. */
  readonly inputs: Inputs | undefined;
  /** Errors and warnings. */
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** The generator stands in the repository that it renders; that is all it may read. */
const readGenerator = sourceReader(fileURLToPath(new URL("../../", import.meta.url)));

/** Loads and checks the catalogue below a root, which is an absolute path. */
export async function explainInputs(
  root: string,
  read: (file: string) => string | undefined,
): Promise<ExplainInputs> {
  const loaded = await loadValues(root);
  const { model, diagnostics } = await checkLoaded(root, loaded);
  const of = (group: string) => loaded.values.filter((file) => file.group === group);
  const shape = { services: of("services"), clusters: of("overlays"), argocd: of("argocd") };
  const catalogue = model && validate(shape).catalogue;
  return {
    inputs: model === undefined || catalogue === undefined
      ? undefined
      : { catalogue, model, read, readGenerator },
    diagnostics,
  };
}
