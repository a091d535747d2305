import { NODE_ADDRESS } from "../addresses.ts";
import type { ServicePort } from "./service_ports.ts";

/**
 * The whole `nat` table of the node's network namespace, as `iptables-restore` takes it: a connection to a cluster IP
 * or a node port goes to one of the endpoints at random. A port without endpoints gets no rule; the `filter` table
 * refuses what is still addressed to a cluster IP.
 *
 * The node's namespace is the only place that needs rules, since all traffic of pods is routed there, answers included.
 */
export function natTable(ports: readonly ServicePort[]): string {
  const served = ports.filter(({ endpoints }) => endpoints.length > 0);
  const chain = (index: number) => `SERVICE-${index}`;
  const addresses = new Set(served.flatMap(({ endpoints }) => endpoints.map(({ address }) => address)));
  addresses.delete(NODE_ADDRESS);
  return [
    "*nat",
    ...["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"].map((name) => `:${name} ACCEPT [0:0]`),
    ":SERVICES - [0:0]",
    ...served.map((_, index) => `:${chain(index)} - [0:0]`),
    "-A PREROUTING -j SERVICES",
    "-A OUTPUT -j SERVICES",
    // A pod that reaches itself through a Service would otherwise get a packet from its own address.
    ...[...addresses].sort().map((address) =>
      `-A POSTROUTING -s ${address}/32 -d ${address}/32 -j SNAT --to-source ${NODE_ADDRESS}`
    ),
    ...served.flatMap((port, index) => entries(port, chain(index))),
    ...served.flatMap(({ protocol, endpoints }, index) =>
      endpoints.map(({ address, port }, at) => {
        const chance = share(endpoints.length - at);
        return `-A ${chain(index)} -p ${protocol}${chance} -j DNAT --to-destination ${address}:${port}`;
      })
    ),
    "COMMIT",
    "",
  ].join("\n");
}

function entries(
  { name, clusterIP, protocol, port, nodePort }: ServicePort,
  chain: string,
): readonly string[] {
  const entry = (address: string, at: number) =>
    `-A SERVICES -d ${address}/32 -p ${protocol} -m ${protocol} --dport ${at} -m comment --comment "${name}" -j ${chain}`;
  return [
    entry(clusterIP, port),
    ...(nodePort === undefined ? [] : [entry(NODE_ADDRESS, nodePort)]),
  ];
}

// Rules are tried one after the other: the first of three takes a third, the second half of the rest, the last all.
function share(left: number): string {
  return left === 1 ? "" : ` -m statistic --mode random --probability ${(1 / left).toFixed(10)}`;
}
