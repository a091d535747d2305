import type { EndpointCounts } from "./envoy_endpoints.ts";
import { type GatewayRequest, sendToGateway } from "./gateway_client.ts";
import type { HopCounts } from "./hop_counts.ts";
import type { Hop } from "./hops.ts";
import { clientPods, measureHops, measureProbe } from "./measure_hops.ts";
import { probeRequest } from "./probe_request.ts";
import type { ProofContext } from "./proof.ts";
import { endpointCounts } from "./proxies.ts";
import type { Answer } from "./send_requests.ts";

/** Sends requests along one hop: through the gateway itself, or through the proxy of a probe in the caller's place. */
export interface HopSender {
  /** The answers of each batch. */
  readonly send: (requests: readonly GatewayRequest[]) => Promise<readonly (readonly Answer[])[]>;
  /** Counts what the proxy sent along the hop while something was done. */
  readonly count: <T>(work: () => Promise<T>) => Promise<{ readonly counts: HopCounts; readonly result: T }>;
  /** What the proxy knows of the callee's pods. */
  readonly endpoints: () => Promise<readonly EndpointCounts[]>;
}

/** Who sends along a hop. */
export async function hopSender(context: ProofContext, hop: Hop): Promise<HopSender> {
  const { engine, cluster, probes } = context;
  const { exposure, client, callee, port } = hop;
  const ofCallee = (all: readonly EndpointCounts[]) =>
    all.filter(({ host, servicePort }) => host === callee.host && servicePort === port.port);
  if (exposure !== undefined) {
    return {
      send: (requests) => sendToGateway(engine, cluster, exposure, requests),
      count: async (work) => {
        const { counts, result } = await measureHops(context, [hop], work);
        return { counts: counts.get(hop.name)!, result };
      },
      endpoints: async () => {
        const pods = await clientPods(context, hop);
        return ofCallee((await Promise.all(pods.map((pod) => endpointCounts(engine, pod)))).flat());
      },
    };
  }
  const probe = await probes.ofService(client ?? callee);
  return {
    send: (requests) => probe.send(requests.map((request) => ({ ...probeRequest(hop), ...request }))),
    count: (work) => measureProbe(context, hop, probe, work),
    endpoints: async () => ofCallee(await probe.endpoints()),
  };
}
