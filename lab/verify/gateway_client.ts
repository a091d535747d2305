import type { ClusterModel, ExposureModel } from "../../lib/model/types.ts";
import type { Engine } from "../engine.ts";
import { type Answer, type RequestBatch, sendRequests } from "./send_requests.ts";

/** A request for a host of the gateway; where to send it follows from the host. */
export type GatewayRequest = Omit<RequestBatch, "hostname" | "port" | "host" | "serverName">;

/** What of an exposed host decides how it is asked. */
export type ExposedHost = Pick<ExposureModel, "host" | "tls" | "paths">;

/** The ports of the gateway's Service. */
const HTTP = 80;
const HTTPS = 443;

/** A way to the port of the gateway's Service that serves an exposed host. */
export function reachGateway(
  engine: Engine,
  { gateway: { namespace, name } }: Pick<ClusterModel, "gateway">,
  { tls }: ExposedHost,
): ReturnType<Engine["reach"]> {
  return engine.reach({ kind: "service", namespace, name, port: tls === undefined ? HTTP : HTTPS });
}

/** A request for an exposed host, sent along a way to the gateway as from outside of the cluster. */
export function gatewayBatch(
  { host, tls, paths }: ExposedHost,
  { hostname, port }: Pick<RequestBatch, "hostname" | "port">,
  request: GatewayRequest,
): RequestBatch {
  return {
    ...{ path: paths.includes("/") ? "/" : paths[0] ?? "/", ...request },
    ...{ hostname, port, host },
    ...(tls === undefined ? {} : { serverName: host }),
  };
}

/** Sends requests for an exposed host to the gateway, as from outside of the cluster. */
export async function sendToGateway(
  engine: Engine,
  cluster: Pick<ClusterModel, "gateway">,
  exposure: ExposedHost,
  requests: readonly GatewayRequest[],
): Promise<readonly (readonly Answer[])[]> {
  await using way = await reachGateway(engine, cluster, exposure);
  return await sendRequests(requests.map((request) => gatewayBatch(exposure, way, request)));
}
