/** Whether catalogue files have the schema's shape. */
import type { z } from "zod";
import type { Diagnostic, ValuePath } from "../diagnostic.ts";
import type { Catalogue, CatalogueFile } from "../model/catalogue.ts";
import type { ArgoCDInput, ClusterInput, ServiceInput } from "./types.ts";
import { issueDiagnostics } from "./issue_diagnostics.ts";
import { knownFields } from "./known_fields.ts";
import { argocd } from "./schema/argocd.ts";
import { cluster } from "./schema/cluster.ts";
import { service } from "./schema/service.ts";
import { schemaCodes } from "./schema_codes.ts";
import { withoutUndefined } from "./without_undefined.ts";

/** A file as it was loaded: its default export may be anything that is plain data. */
export interface LoadedValue {
  /** Relative to the repository's root: `services/backend.ts`. */
  readonly file: string;
  /** Any plain data. */
  readonly value: unknown;
}

/** The files by kind. */
export interface LoadedCatalogue {
  /** From `services/`. */
  readonly services: readonly LoadedValue[];
  /** From `overlays/`. */
  readonly clusters: readonly LoadedValue[];
  /** From `argocd/`. */
  readonly argocd: readonly LoadedValue[];
}

/** What {@linkcode validate} gives: a catalogue only where nothing is wrong. */
export interface Validation {
  /** Undefined where anything is wrong. */
  readonly catalogue: Catalogue | undefined;
  /** All mistakes of all files. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Values that had the shape of a schema when they were last looked at, and aren't changed since. */
export type RightShapes = WeakMap<object, z.ZodType>;

function validateFiles<Value>(
  files: readonly LoadedValue[],
  schema: z.ZodType<Value>,
  right: RightShapes,
  diagnostics: Diagnostic[],
): readonly CatalogueFile<Value>[] {
  return files.map(({ file, value }) => {
    const object = typeof value === "object" && value !== null ? value : {};
    const result = right.get(object) === schema ? undefined : schema.safeParse(value);
    if (result?.success) right.set(object, schema);
    if (result?.success === false) {
      const context = {
        file,
        root: value,
        prefix: [],
        knownFields: (path: ValuePath) => knownFields(schema, path),
      };
      for (const issue of result.error.issues) diagnostics.push(...issueDiagnostics(context, issue));
    }
    return { file, value: withoutUndefined(value) } as CatalogueFile<Value>;
  });
}

/**
 * Checks the shape of every file and reports every mistake of all of them.
 *
 * @param right Values that needn't be looked at again; those that are right are added. Default: none.
 */
export function validate(loaded: LoadedCatalogue, right: RightShapes = new WeakMap()): Validation {
  const diagnostics: Diagnostic[] = [];
  const services = validateFiles<ServiceInput>(loaded.services, service, right, diagnostics);
  const clusters = validateFiles<ClusterInput>(loaded.clusters, cluster, right, diagnostics);
  const [argocdFile, ...others] = validateFiles<ArgoCDInput>(loaded.argocd, argocd, right, diagnostics);
  if (argocdFile === undefined || others.length > 0) {
    diagnostics.push({
      code: schemaCodes.argocdFile.code,
      severity: "error",
      origin: { file: others[0]?.file ?? "argocd/argocd.ts", path: [] },
      message: argocdFile === undefined
        ? "argocd/ has no file, must have one that exports defineArgoCD({ … })"
        : `argocd/ has ${others.length + 1} files, must have one`,
      fix: schemaCodes.argocdFile.fix,
    });
  }
  return diagnostics.length > 0 || argocdFile === undefined
    ? { catalogue: undefined, diagnostics }
    : { catalogue: { services, clusters, argocd: argocdFile }, diagnostics };
}
