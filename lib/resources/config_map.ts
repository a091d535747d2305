/** The ConfigMaps of a service: settings that become environment variables, and files. */
import type { IConfigMap } from "kubernetes-models/v1";
import type { ServiceDefinition, VersionDefinition } from "../model/types.ts";
import { contentHash } from "./content_hash.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { oncePer } from "../once_per.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

/** A file in the container, and the key under which a ConfigMap keeps it. */
export interface ConfigFile {
  /** Absolute path in the container. */
  readonly path: string;
  /** The ConfigMap's key. */
  readonly key: string;
  /** The whole text. */
  readonly text: string;
}

/**
 * The name of the ConfigMap whose keys become a version's environment variables; undefined where it has none.
 * `<service>-config-<hash>`; for a canary whose content differs from stable's `<service>-canary-config-<hash>`.
 * Stable's name doesn't depend on the canary, so that a canary's coming and going leaves stable's pods alone.
 */
export function settingsConfigMapName(
  service: ServiceDefinition,
  version: VersionDefinition,
): string | undefined {
  if (Object.keys(version.config).length === 0) return undefined;
  const hash = hashOf(version.config);
  const stable = service.versions[0];
  const own = version.version !== "stable" && (stable === undefined || hashOf(stable.config) !== hash);
  return `${service.name}-${own ? `${version.version}-` : ""}config-${hash}`;
}

/** Hashes of contents, which are frozen: the same one is asked for by the map and by every pod that refers to it. */
const hashOf = oncePer((content: Readonly<Record<string, string>>) => contentHash(content));

/** The name of the ConfigMap that holds the files, `<service>-files-<hash>`; undefined where there are none. */
export function filesConfigMapName(service: ServiceDefinition): string | undefined {
  const hasFiles = Object.keys(service.configFiles).length > 0;
  return hasFiles ? `${service.name}-files-${hashOf(service.configFiles)}` : undefined;
}

/** The files of a service in the order of their paths, each with a key of its own. */
export function configFiles(service: ServiceDefinition): readonly ConfigFile[] {
  const taken = new Set<string>();
  return sorted(service.configFiles).map(([path, text]) => {
    const readable = readableKey(path);
    const key = taken.has(readable) || readable === "" ? `${readable}-${contentHash(path)}` : readable;
    taken.add(key);
    return { path, key, text };
  });
}

/** The path as far as a ConfigMap's key can say it: letters, digits, `-`, `_` and `.`, not beginning with dots. */
function readableKey(path: string): string {
  return path.replace(/^\/+/, "").replace(/[^-._a-zA-Z0-9]/g, "_").replace(/^\.+/, "_").slice(0, 200);
}

/**
 * The ConfigMaps of a service: stable's settings, the canary's where they differ, the files. The content's hash is
 * part of the name: a change makes another object, so it rolls the pods, and pods that still run the old
 * configuration keep it. That is also why they are immutable, which spares the kubelet watching them.
 */
export function configMaps(service: ServiceDefinition): readonly KubernetesObject[] {
  const contents = new Map<string, [string, string][]>();
  for (const version of service.versions) {
    const name = settingsConfigMapName(service, version);
    if (name !== undefined) contents.set(name, sorted(version.config));
  }
  const files = filesConfigMapName(service);
  if (files !== undefined) contents.set(files, configFiles(service).map(({ key, text }) => [key, text]));
  return [...contents].map(([name, entries]) =>
    typedObject<IConfigMap>({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: objectMetadata(service, name),
      immutable: true,
      data: Object.fromEntries(entries),
    })
  );
}

/** By key, so that a catalogue in another order gives the same bytes; order has no meaning in a ConfigMap. */
function sorted(content: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(content).sort(([left], [right]) => left < right ? -1 : 1);
}
