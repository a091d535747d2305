import type { V1HostAlias } from "@kubernetes/client-node";

/** The `/etc/hosts` of a pod. */
export function hostsFile(
  pod: {
    readonly address: string;
    readonly hostname: string;
    readonly aliases: readonly V1HostAlias[];
  },
): string {
  const aliases = pod.aliases.map(({ ip, hostnames }) => `${ip}\t${(hostnames ?? []).join("\t")}`);
  return [
    "127.0.0.1\tlocalhost",
    "::1\tlocalhost ip6-localhost ip6-loopback",
    `${pod.address}\t${pod.hostname}`,
    ...aliases,
    "",
  ].join("\n");
}
