/** The environment variables of the container. */
import type { IEnvVar } from "kubernetes-models/v1";
import type { EnvironmentValueInput, Frozen, VersionDefinition } from "../model/types.ts";

export type { IEnvVar };

/**
 * A version's variables in the order of the catalogue, which matters: `$(NAME)` in a value stands for a variable
 * further up. They win over variables of the same name that come from the ConfigMap.
 */
export function environment(version: VersionDefinition): IEnvVar[] {
  return Object.entries(version.env).map(([name, value]) => ({ name, ...valueOrSource(value) }));
}

/** Variables whose order doesn't matter, by their names. */
export function sortedVariables(values: Readonly<Record<string, string>>): IEnvVar[] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({
    name,
    value,
  }));
}

function valueOrSource(value: Frozen<EnvironmentValueInput>): Pick<IEnvVar, "value" | "valueFrom"> {
  if (typeof value === "string") return { value };
  if ("secret" in value) {
    const { secret, key, optional } = value;
    return { valueFrom: { secretKeyRef: { name: secret, key, ...(optional ? { optional } : {}) } } };
  }
  if ("field" in value) return { valueFrom: { fieldRef: { fieldPath: value.field } } };
  return { valueFrom: { resourceFieldRef: { resource: value.resource } } };
}
