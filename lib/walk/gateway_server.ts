/** Which servers of a gateway's port take a connection, by TLS and by the name asked for. */
import { refused, unknown } from "./branch.ts";
import type { Server } from "./gateway_hosts.ts";
import { mostSpecific } from "./host_name.ts";
import { fieldsOf, textOf } from "./plain.ts";
import { isTls, type Request, withoutPort } from "./request.ts";
import type { Branch } from "./result.ts";

/** The servers whose names count, or how the connection ends. */
export type Taken = { readonly servers: readonly Server[] } | { readonly end: readonly Branch[] };

/** All plain servers of a port are one; over TLS the one with a certificate for the name takes the connection. */
export function takeConnectionAt(servers: readonly Server[], request: Request): Taken {
  const host = withoutPort(request.host);
  const tls = isTls(request);
  const fitting = servers.filter(({ protocol }) => tls === ["HTTPS", "TLS"].includes(protocol));
  if (fitting.length === 0) {
    const text = `port ${request.port} takes ${tls ? "no TLS" : "TLS alone"}`;
    return { end: refused({ about: "gateway", text, ...(servers[0] && { at: servers[0].at }) }) };
  }
  const doubt = fitting.find((server) => server.doubt !== undefined)?.doubt;
  if (doubt !== undefined) return { end: unknown(doubt, "gateway") };
  if (!tls) return { servers: fitting };
  const name = mostSpecific(host, fitting.flatMap(({ hosts }) => hosts.map((each) => each.host)));
  const server = fitting.find(({ hosts }) => hosts.some((each) => each.host === name));
  if (name === undefined || server === undefined) {
    return {
      end: refused({
        about: "gateway",
        text: `no server on port ${request.port} has a certificate for ${host}`,
      }),
    };
  }
  const mode = textOf(fieldsOf(server.fields.tls).mode) ?? "PASSTHROUGH";
  return mode === "SIMPLE" && server.protocol === "HTTPS"
    ? { servers: [server] }
    : { end: unknown({ reason: `TLS of mode ${mode} isn't understood`, at: server.at }, "gateway") };
}
