/**
 * What is in the volumes whose files Kubernetes writes: config maps, secrets, the downward API and projections of
 * them with service account tokens.
 *
 * @module
 */

import type {
  V1Container,
  V1DownwardAPIVolumeFile,
  V1KeyToPath,
  V1Pod,
  V1ServiceAccountTokenProjection,
  V1Volume,
} from "@kubernetes/client-node";
import { ContainerProblem } from "./container_problem.ts";
import type { PodObjects } from "./environment.ts";
import { fieldValue, type PodAddresses } from "./field_value.ts";
import { type MachineResources, resourceValue } from "./resource_value.ts";

/** One file of a volume. */
export interface VolumeFile {
  /** Below the volume. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The permission bits. */
  readonly mode: number;
}

/** What the files of volumes are made of. */
export interface VolumeSources extends PodObjects {
  readonly pod: V1Pod;
  readonly addresses: PodAddresses;
  readonly machine: MachineResources;
  /** Tokens of the pod's service account by {@linkcode tokenKey}. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** Names what a token is for and how long it lasts: equal keys, equal tokens. */
export function tokenKey({ audience, expirationSeconds }: V1ServiceAccountTokenProjection): string {
  return `${audience ?? ""} ${expirationSeconds ?? 3600}`;
}

/** The tokens that a pod's volumes ask for, each key once. */
export function tokensOf(pod: V1Pod): readonly V1ServiceAccountTokenProjection[] {
  const all = (pod.spec?.volumes ?? []).flatMap(({ projected }) =>
    (projected?.sources ?? []).flatMap(({ serviceAccountToken }) => serviceAccountToken ?? [])
  );
  return [...new Map(all.map((each) => [tokenKey(each), each])).values()];
}

/**
 * The files of a volume, or `undefined` if it is of another kind.
 *
 * @throws {ContainerProblem} `FailedMount`, if something that the volume demands is not there.
 */
export function volumeFiles(volume: V1Volume, sources: VolumeSources): readonly VolumeFile[] | undefined {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap !== undefined) return configMapFiles(configMap, configMap.defaultMode, sources);
  if (secret !== undefined) {
    const { secretName: name, items, optional, defaultMode } = secret;
    return secretFiles({ name, items, optional }, defaultMode, sources);
  }
  if (downwardAPI !== undefined) return downwardFiles(downwardAPI.items, downwardAPI.defaultMode, sources);
  if (projected === undefined) return undefined;
  const mode = projected.defaultMode;
  return (projected.sources ?? []).flatMap((source) => {
    if (source.configMap !== undefined) return configMapFiles(source.configMap, mode, sources);
    if (source.secret !== undefined) return secretFiles(source.secret, mode, sources);
    if (source.downwardAPI !== undefined) return downwardFiles(source.downwardAPI.items, mode, sources);
    if (source.serviceAccountToken !== undefined) {
      const token = sources.tokens.get(tokenKey(source.serviceAccountToken));
      if (token === undefined) {
        throw new ContainerProblem("FailedMount", "Cannot get a service account token");
      }
      return [{ path: source.serviceAccountToken.path, bytes: encoded(token), mode: tokenMode(sources.pod) }];
    }
    throw new ContainerProblem(
      "FailedMount",
      `Cannot mount the volume "${volume.name}": ${Object.keys(source).join(", ")} has no stand-in here`,
    );
  });
}

interface ObjectSource {
  readonly name?: string | undefined;
  readonly items?: readonly V1KeyToPath[] | undefined;
  readonly optional?: boolean | undefined;
}

function configMapFiles(source: ObjectSource, mode: number | undefined, sources: VolumeSources) {
  const object = sources.configMaps.get(source.name ?? "");
  if (object === undefined) return missing("configmap", source);
  const text = Object.entries(object.data ?? {}).map(([key, value]) => [key, encoded(value)] as const);
  const binary = Object.entries(object.binaryData ?? {}).map(([key, value]) => [key, base64(value)] as const);
  return chosen(new Map([...text, ...binary]), "configmap", source, mode);
}

function secretFiles(source: ObjectSource, mode: number | undefined, sources: VolumeSources) {
  const object = sources.secrets.get(source.name ?? "");
  if (object === undefined) return missing("secret", source);
  const data = Object.entries(object.data ?? {}).map(([key, value]) => [key, base64(value)] as const);
  return chosen(new Map(data), "secret", source, mode);
}

function missing(kind: string, { name, optional }: ObjectSource): readonly VolumeFile[] {
  if (optional === true) return [];
  throw new ContainerProblem("FailedMount", `${kind} "${name}" not found`);
}

function chosen(
  data: ReadonlyMap<string, Uint8Array>,
  kind: string,
  { name, items, optional }: ObjectSource,
  mode: number | undefined,
): readonly VolumeFile[] {
  if (items === undefined) return [...data].map(([path, bytes]) => ({ path, bytes, mode: mode ?? 0o644 }));
  return items.flatMap((item) => {
    const bytes = data.get(item.key);
    if (bytes !== undefined) return [{ path: item.path, bytes, mode: item.mode ?? mode ?? 0o644 }];
    if (optional === true) return [];
    throw new ContainerProblem("FailedMount", `${kind} "${name}" has no key "${item.key}"`);
  });
}

function downwardFiles(
  items: readonly V1DownwardAPIVolumeFile[] | undefined,
  mode: number | undefined,
  { pod, addresses, machine }: VolumeSources,
): readonly VolumeFile[] {
  return (items ?? []).map(({ path, fieldRef, resourceFieldRef, mode: own }) => {
    // The kind of reference demands a container's name here, so which container is passed doesn't matter.
    const container: V1Container = pod.spec?.containers[0] ?? { name: "" };
    const value = fieldRef !== undefined
      ? fieldValue(pod, addresses, fieldRef.fieldPath)
      : resourceFieldRef && resourceValue(pod, container, machine, resourceFieldRef);
    if (value === undefined) {
      throw new ContainerProblem("FailedMount", `Cannot write "${path}": unknown field`);
    }
    return { path, bytes: encoded(value), mode: own ?? mode ?? 0o644 };
  });
}

/** Only the one user of all containers, or the pod's group, may read a token; otherwise everybody in the pod. */
function tokenMode({ spec }: V1Pod): number {
  return spec?.securityContext?.fsGroup !== undefined || tokenOwner(spec) !== undefined ? 0o600 : 0o644;
}

/** The user id that every container of a pod runs as by its spec, if there is just one. */
export function tokenOwner(spec: V1Pod["spec"]): number | undefined {
  const all = [...spec?.initContainers ?? [], ...spec?.containers ?? []];
  const ids = new Set(
    all.map(({ securityContext }) => securityContext?.runAsUser ?? spec?.securityContext?.runAsUser),
  );
  const [only] = ids;
  return ids.size === 1 ? only : undefined;
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function base64(text: string): Uint8Array {
  return Uint8Array.fromBase64(text);
}
