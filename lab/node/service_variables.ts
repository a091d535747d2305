import type { V1Service } from "@kubernetes/client-node";

/**
 * The variables that lead a container to Services: always to `kubernetes`, and to those of the pod's own namespace
 * unless the pod declines them.
 *
 * @param services the Services of the pod's namespace and `kubernetes` of `default`, in any order.
 */
export function serviceVariables(
  services: readonly V1Service[],
  namespace: string,
  enableServiceLinks: boolean,
): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const { metadata, spec } of services) {
    const api = metadata?.namespace === "default" && metadata.name === "kubernetes";
    if (!api && !(enableServiceLinks && metadata?.namespace === namespace)) continue;
    const [address, ports] = [spec?.clusterIP, spec?.ports ?? []];
    const [first] = ports;
    if (address === undefined || address === "" || address === "None" || first === undefined) continue;
    const prefix = variableName(metadata?.name ?? "");
    variables.set(`${prefix}_SERVICE_HOST`, address);
    variables.set(`${prefix}_SERVICE_PORT`, String(first.port));
    for (const { name, port } of ports) {
      if (name) variables.set(`${prefix}_SERVICE_PORT_${variableName(name)}`, String(port));
    }
    variables.set(`${prefix}_PORT`, url(first.protocol, address, first.port));
    for (const { port, protocol } of ports) {
      const begin = `${prefix}_PORT_${port}_${(protocol ?? "TCP").toUpperCase()}`;
      variables.set(begin, url(protocol, address, port));
      variables.set(`${begin}_PROTO`, (protocol ?? "TCP").toLowerCase());
      variables.set(`${begin}_PORT`, String(port));
      variables.set(`${begin}_ADDR`, address);
    }
  }
  return variables;
}

function variableName(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}

function url(protocol: string | undefined, address: string, port: number): string {
  return `${(protocol ?? "TCP").toLowerCase()}://${address}:${port}`;
}
