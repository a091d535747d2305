/** The steps between what was loaded and what may be rendered: shape, model, rules. */
import type { LoadedFile } from "../catalogue/load/load_catalogue.ts";
import { type RightShapes, validate } from "../catalogue/validate.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { buildModel } from "../model/build_model.ts";
import type { Model } from "../model/types.ts";
import { checkModel, type RememberedFindings } from "../rules/check_model.ts";
import { unwritableTexts, type WritableValues } from "./unwritable_texts.ts";

/** What was found right about values, so that those which come again needn't be looked at again. */
export interface CheckMemory {
  /** By {@linkcode validate}. */
  readonly shapes: RightShapes;
  /** By {@linkcode unwritableTexts}. */
  readonly writable: WritableValues;
  /** By {@linkcode checkModel}. */
  readonly findings: RememberedFindings;
}

/** A memory of nothing yet. */
export function emptyMemory(): CheckMemory {
  return { shapes: new WeakMap(), writable: new WeakSet(), findings: new WeakMap() };
}

/** What {@linkcode checkValues} gives. */
export interface CheckedValues {
  /** Not yet located. */
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined where any diagnostic is an error. */
  readonly model: Model | undefined;
}

/**
 * Checks the shape of every value; where that is right for all, builds the model and checks it by every rule. Rules
 * ask about a whole catalogue, so they have to wait until its shape is right.
 */
export function checkValues(values: readonly LoadedFile[], memory?: CheckMemory): CheckedValues {
  const of = (group: LoadedFile["group"]) => values.filter((loaded) => loaded.group === group);
  const { catalogue, diagnostics } = validate({
    services: of("services"),
    clusters: of("overlays"),
    argocd: of("argocd"),
  }, memory?.shapes);
  const texts = unwritableTexts(values, memory?.writable);
  if (catalogue === undefined) return { diagnostics: [...diagnostics, ...texts], model: undefined };
  const model = buildModel(catalogue);
  const found = [...texts, ...checkModel(catalogue, model, undefined, memory?.findings)];
  return {
    diagnostics: found,
    model: found.some(({ severity }) => severity === "error") ? undefined : model,
  };
}
