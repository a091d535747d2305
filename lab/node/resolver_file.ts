import type { V1PodSpec } from "@kubernetes/client-node";
import { DNS_ADDRESS, searchDomains } from "../process/addresses.ts";

/**
 * The `/etc/resolv.conf` of a pod by its `dnsPolicy` and `dnsConfig`.
 *
 * @param machine what the machine's own file says, for the policy `Default` and for pods in the node's network.
 */
export function resolverFile(spec: V1PodSpec, namespace: string, machine: string): string {
  const { dnsPolicy = "ClusterFirst", dnsConfig = {}, hostNetwork = false } = spec;
  const cluster = dnsPolicy === "ClusterFirstWithHostNet" || (dnsPolicy === "ClusterFirst" && !hostNetwork);
  const inherited = dnsPolicy === "None" || cluster ? {} : parsed(machine);
  const nameservers = cluster ? [DNS_ADDRESS] : inherited.nameserver ?? [];
  const searches = cluster ? searchDomains(namespace) : inherited.search ?? [];
  const options = new Map<string, string | undefined>(
    (cluster ? ["ndots:5"] : inherited.options ?? []).map((option) => {
      const [name = "", value] = option.split(":");
      return [name, value];
    }),
  );
  for (const { name, value } of dnsConfig.options ?? []) if (name) options.set(name, value);
  const servers = [...new Set([...nameservers, ...dnsConfig.nameservers ?? []])];
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ["search", [...new Set([...searches, ...dnsConfig.searches ?? []])]],
    ...servers.map((server) => ["nameserver", [server]] as const),
    ["options", [...options].map(([name, value]) => value === undefined ? name : `${name}:${value}`)],
  ];
  return lines.filter(([, words]) => words.length > 0)
    .map(([key, words]) => `${key} ${words.join(" ")}\n`).join("");
}

function parsed(text: string): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const line of text.split("\n")) {
    const [key, ...words] = line.trim().split(/\s+/);
    if (key === "nameserver") found[key] = [...found[key] ?? [], ...words];
    else if (key === "search" || key === "options") found[key] = words;
  }
  return found;
}
