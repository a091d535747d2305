import type { ExposureModel } from "../../lib/model/types.ts";

/** A request for an exposed host, as from outside of the cluster. */
export interface LoadRequest {
  /** The port of the gateway's Service. */
  readonly port: number;
  readonly path: string;
  /** What the `Host` header says. */
  readonly host: string;
  /** The name that TLS is asked for; `undefined` without TLS. */
  readonly serverName: string | undefined;
}

/** How an exposed host is asked. */
export function gatewayRequest(
  { host, tls, paths }: Pick<ExposureModel, "host" | "tls" | "paths">,
): LoadRequest {
  return {
    ...{ host, path: paths.includes("/") ? "/" : paths[0] ?? "/" },
    ...(tls === undefined ? { port: 80, serverName: undefined } : { port: 443, serverName: host }),
  };
}
