/**
 * A stand-in for istio-cni: which rules lead a pod's traffic into its proxy. istio-cni itself is called by a container
 * engine's chain of network plugins, which does not exist here; it decides by the same annotations and programs the
 * same rules.
 *
 * @module
 */

import type { V1Pod } from "@kubernetes/client-node";

const STATUS_PORTS = ["15020", "15021", "15090"];

/**
 * The arguments of `pilot-agent` that set the rules of a pod up, or `undefined` for a pod that istio-cni leaves alone:
 * one without a proxy, or one whose own init container does it.
 */
export function redirectionArguments({ metadata, spec }: V1Pod): readonly string[] | undefined {
  const annotations = metadata?.annotations ?? {};
  const inits = spec?.initContainers ?? [];
  const proxy = [...inits, ...spec?.containers ?? []].find(({ name }) => name === "istio-proxy");
  if (proxy === undefined || inits.some(({ name }) => name === "istio-init")) return undefined;
  if (annotations["sidecar.istio.io/status"] === undefined) return undefined;
  if ((metadata?.labels ?? {})["sidecar.istio.io/inject"] === "false") return undefined;
  if (annotations["sidecar.istio.io/inject"] === "false") return undefined;
  // A gateway's proxy is what its clients talk to; only sidecars have traffic led into them.
  if (proxy.args?.[1] === "router") return undefined;

  const traffic = (name: string) => annotations[`traffic.sidecar.istio.io/${name}`];
  const variable = (name: string) => proxy.env?.find((each) => each.name === name)?.value;
  const excluded = (traffic("excludeInboundPorts") ?? "").split(",").map((port) => port.trim());
  const ports = [...new Set([...excluded.filter((port) => port !== ""), ...STATUS_PORTS])];
  const id = (value: number | undefined) => String(value || 1337);
  const optional: readonly (readonly [string, string | undefined])[] = [
    ["-q", traffic("includeOutboundPorts")],
    ["-o", traffic("excludeOutboundPorts")],
    ["-k", annotations["istio.io/reroute-virtual-interfaces"] ?? traffic("kubevirtInterfaces")],
    ["-c", traffic("excludeInterfaces")],
  ];
  return [
    ...["istio-iptables", "-p", "15001", "-z", "15006"],
    ...["-u", id(proxy.securityContext?.runAsUser), "-g", id(proxy.securityContext?.runAsGroup)],
    ...["-m", annotations["sidecar.istio.io/interceptionMode"] ?? "REDIRECT"],
    ...["-i", traffic("includeOutboundIPRanges") ?? "*"],
    ...["-x", traffic("excludeOutboundIPRanges") ?? ""],
    ...["-b", traffic("includeInboundPorts") ?? "*"],
    ...["-d", ports.join(",")],
    ...optional.flatMap(([flag, value]) => value === undefined ? [] : [flag, value]),
    ...(variable("ISTIO_META_DNS_CAPTURE") === "true" ? ["--redirect-dns", "--capture-all-dns"] : []),
  ];
}
