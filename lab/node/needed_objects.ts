import type { V1Pod } from "@kubernetes/client-node";

/** The names of config maps and secrets that a pod refers to, each once. */
export interface NeededObjects {
  readonly configMaps: readonly string[];
  readonly secrets: readonly string[];
}

/** What a pod's containers and volumes refer to. */
export function neededObjects({ spec }: V1Pod): NeededObjects {
  const containers = [...spec?.initContainers ?? [], ...spec?.containers ?? []];
  const references = containers.flatMap(({ env, envFrom }) => [
    ...(env ?? []).map(({ valueFrom }) => [valueFrom?.configMapKeyRef?.name, valueFrom?.secretKeyRef?.name]),
    ...(envFrom ?? []).map(({ configMapRef, secretRef }) => [configMapRef?.name, secretRef?.name]),
  ]);
  const volumes = (spec?.volumes ?? []).flatMap(({ configMap, secret, projected }) => [
    [configMap?.name, secret?.secretName],
    ...(projected?.sources ?? []).map((source) => [source.configMap?.name, source.secret?.name]),
  ]);
  const all = [...references, ...volumes];
  const names = (index: number) => [...new Set(all.flatMap((pair) => pair[index] ?? []))].sort();
  return { configMaps: names(0), secrets: names(1) };
}
