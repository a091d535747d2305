import type { V1ConfigMap, V1Pod, V1Secret, V1Service } from "@kubernetes/client-node";
import type { AgentContext } from "./agent_context.ts";
import type { Token } from "./cluster_api.ts";
import type { PodAddresses } from "./field_value.ts";
import { neededObjects } from "./needed_objects.ts";
import { serviceVariables } from "./service_variables.ts";
import { tokenKey, tokensOf, type VolumeSources } from "./volume_files.ts";

/** Tokens by {@linkcode tokenKey}, kept until four fifths of their time have passed. */
export type TokenCache = Map<string, { readonly token: Token; readonly renewAt: number }>;

/** Fetches what the environments and volumes of a pod are made of. */
export async function fetchSources(
  { api, machine }: AgentContext,
  pod: V1Pod,
  addresses: PodAddresses,
  cache: TokenCache,
): Promise<VolumeSources> {
  const namespace = pod.metadata?.namespace ?? "";
  const needed = neededObjects(pod);
  const [configMaps, secrets, tokens] = await Promise.all([
    byName<V1ConfigMap>(needed.configMaps, (name) => api.configMap(namespace, name)),
    byName<V1Secret>(needed.secrets, (name) => api.secret(namespace, name)),
    fetchTokens(api, pod, cache),
  ]);
  return { pod, addresses, machine, configMaps, secrets, tokens };
}

/** Fetches the variables that lead a pod to Services. */
export async function fetchServiceVariables(
  { api }: AgentContext,
  pod: V1Pod,
): Promise<ReadonlyMap<string, string>> {
  const namespace = pod.metadata?.namespace ?? "";
  const links = pod.spec?.enableServiceLinks !== false;
  const [kubernetes, own] = await Promise.all([
    namespace === "default" && links ? undefined : api.service("default", "kubernetes"),
    links ? api.services(namespace) : [],
  ]);
  const services: readonly V1Service[] = [...(kubernetes === undefined ? [] : [kubernetes]), ...own];
  return serviceVariables(services, namespace, links);
}

async function byName<T>(
  names: readonly string[],
  read: (name: string) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const found = await Promise.all(names.map(async (name) => [name, await read(name)] as const));
  return new Map(found.flatMap(([name, object]) => object === undefined ? [] : [[name, object]]));
}

async function fetchTokens(
  api: AgentContext["api"],
  pod: V1Pod,
  cache: TokenCache,
): Promise<ReadonlyMap<string, string>> {
  for (const wanted of tokensOf(pod)) {
    const key = tokenKey(wanted);
    const now = Date.now();
    if ((cache.get(key)?.renewAt ?? 0) > now) continue;
    const token = await api.token(pod, wanted);
    cache.set(key, { token, renewAt: now + 0.8 * (token.expires - now) });
  }
  return new Map([...cache].map(([key, { token }]) => [key, token.text]));
}
