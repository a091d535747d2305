import type { ClusterModel, ExposureModel } from "../../lib/model/types.ts";
import type { Engine } from "../engine.ts";
import { type Answer, type RequestBatch, sendRequests } from "./send_requests.ts";

/** A request for a host of the gateway; where to send it follows from the host. */
export type GatewayRequest = Omit<RequestBatch, "hostname" | "port" | "host" | "serverName">;

/** The ports of the gateway's Service. */
const HTTP = 80;
const HTTPS = 443;

/** Sends requests for an exposed host to the gateway, as from outside of the cluster. */
export async function sendToGateway(
  engine: Engine,
  { gateway }: Pick<ClusterModel, "gateway">,
  { host, tls, paths }: Pick<ExposureModel, "host" | "tls" | "paths">,
  requests: readonly GatewayRequest[],
): Promise<readonly (readonly Answer[])[]> {
  const { namespace, name } = gateway;
  const port = tls === undefined ? HTTP : HTTPS;
  await using way = await engine.reach({ kind: "service", namespace, name, port });
  return await sendRequests(requests.map((request) => ({
    ...{ path: paths.includes("/") ? "/" : paths[0] ?? "/", ...request },
    ...{ hostname: way.hostname, port: way.port, host },
    ...(tls === undefined ? {} : { serverName: host }),
  })));
}
