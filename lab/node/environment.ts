import type { V1ConfigMap, V1Container, V1EnvVar, V1Pod, V1Secret } from "@kubernetes/client-node";
import { ContainerProblem } from "./container_problem.ts";
import { expandVariables } from "./expand_variables.ts";
import { fieldValue, type PodAddresses } from "./field_value.ts";
import { type MachineResources, resourceValue } from "./resource_value.ts";

/** Objects of the pod's namespace by name; what is not there is not in the map. */
export interface PodObjects {
  readonly configMaps: ReadonlyMap<string, V1ConfigMap>;
  readonly secrets: ReadonlyMap<string, V1Secret>;
}

/** Where the variables of a container come from. */
export interface EnvironmentSources extends PodObjects {
  readonly pod: V1Pod;
  readonly addresses: PodAddresses;
  readonly machine: MachineResources;
  /** Those of the image and of Services; what the spec says wins over them. */
  readonly given: ReadonlyMap<string, string>;
}

/**
 * The environment of a container: that of its image, of Services, `envFrom` and `env`, the later winning.
 *
 * @throws {ContainerProblem} `CreateContainerConfigError`, if a config map, a secret or a key is not there.
 */
export function containerEnvironment(
  container: V1Container,
  sources: EnvironmentSources,
): ReadonlyMap<string, string> {
  const variables = new Map(sources.given);
  for (const from of container.envFrom ?? []) {
    const prefix = from.prefix ?? "";
    const { configMapRef, secretRef } = from;
    const data = configMapRef !== undefined
      ? found(sources.configMaps, "configmap", configMapRef.name, configMapRef.optional)?.data
      : decoded(found(sources.secrets, "secret", secretRef?.name, secretRef?.optional));
    for (const [key, value] of Object.entries(data ?? {})) variables.set(prefix + key, value);
  }
  for (const variable of container.env ?? []) {
    const value = variable.valueFrom === undefined
      ? expandVariables(variable.value ?? "", variables)
      : referred(variable, container, sources);
    if (value !== undefined) variables.set(variable.name, value);
  }
  return variables;
}

function referred(
  { name, valueFrom }: V1EnvVar,
  container: V1Container,
  sources: EnvironmentSources,
): string | undefined {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom ?? {};
  if (fieldRef !== undefined) {
    return known(fieldValue(sources.pod, sources.addresses, fieldRef.fieldPath), name, fieldRef.fieldPath);
  }
  if (resourceFieldRef !== undefined) {
    const value = resourceValue(sources.pod, container, sources.machine, resourceFieldRef);
    return known(value, name, resourceFieldRef.resource);
  }
  if (configMapKeyRef !== undefined) {
    const { name: owner, key, optional } = configMapKeyRef;
    return keyOf(
      found(sources.configMaps, "configmap", owner, optional)?.data,
      key,
      "configmap",
      owner,
      optional,
    );
  }
  if (secretKeyRef !== undefined) {
    const { name: owner, key, optional } = secretKeyRef;
    return keyOf(decoded(found(sources.secrets, "secret", owner, optional)), key, "secret", owner, optional);
  }
  throw new ContainerProblem(
    "CreateContainerConfigError",
    `Cannot set the variable "${name}": its kind of source is unknown`,
  );
}

function known(value: string | undefined, name: string, path: string): string {
  if (value !== undefined) return value;
  throw new ContainerProblem(
    "CreateContainerConfigError",
    `Cannot set the variable "${name}": there is no "${path}"`,
  );
}

function found<T>(
  objects: ReadonlyMap<string, T>,
  kind: string,
  name: string | undefined,
  optional: boolean | undefined,
): T | undefined {
  const object = objects.get(name ?? "");
  if (object !== undefined || optional === true) return object;
  throw new ContainerProblem("CreateContainerConfigError", `${kind} "${name}" not found`);
}

function keyOf(
  data: Readonly<Record<string, string>> | undefined,
  key: string,
  kind: string,
  owner: string | undefined,
  optional: boolean | undefined,
): string | undefined {
  const value = data?.[key];
  if (value !== undefined || optional === true) return value;
  throw new ContainerProblem(
    "CreateContainerConfigError",
    `couldn't find key "${key}" in ${kind} "${owner}"`,
  );
}

function decoded(secret: V1Secret | undefined): Readonly<Record<string, string>> | undefined {
  if (secret === undefined) return undefined;
  const entries = Object.entries(secret.data ?? {});
  const decoder = new TextDecoder();
  return Object.fromEntries(
    entries.map(([key, value]) => [key, decoder.decode(Uint8Array.fromBase64(value))]),
  );
}
