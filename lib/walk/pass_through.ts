/** Connections that no rule of the mesh applies to: they go to any pod of a Service. */
import { after, answered, refused, sometimes, surely } from "./branch.ts";
import { arrive } from "./arrive.ts";
import type { Client } from "./client.ts";
import { endpointsOf } from "./endpoints.ts";
import type { Mesh } from "./mesh.ts";
import type { Options } from "./options.ts";
import type { Message, Request } from "./request.ts";
import type { Branch, Decision } from "./result.ts";
import type { Service } from "./service.ts";

/**
 * Leads a plain connection to any pod of a Service.
 *
 * @param service Undefined for a host outside the cluster.
 * @param proxied Whether a proxy lets it through, which then answers 503 where it fails.
 */
export function passThrough(
  mesh: Mesh,
  client: Client,
  service: Service | undefined,
  sent: { readonly message: Message | undefined; readonly request: Request },
  proxied: boolean,
  options: Options,
): readonly Branch[] {
  const { request } = sent;
  if (service === undefined || service.external) {
    return surely({ kind: "external", host: request.host, port: request.port });
  }
  const port = service.ports.find(({ number }) => number === request.port);
  const endpoints = port === undefined ? [] : endpointsOf(mesh, service, port, {});
  if (endpoints.length === 0) {
    const text = port === undefined
      ? `${service.host} has no port ${request.port}`
      : `no pod of ${service.name} is wanted`;
    const decision: Decision = { about: "endpoints", text, at: service.reference };
    return proxied ? answered(503, decision) : refused(decision);
  }
  return endpoints.flatMap((endpoint) => {
    const decision: Decision = {
      about: "endpoints",
      text: `${endpoint.workload.name}: any pod of ${service.name} may get it`,
      at: endpoint.workload.reference,
    };
    const stretch = {
      client,
      endpoint,
      request,
      // The receiver's proxy takes what comes to a port that isn't HTTP for bytes, whatever the client means.
      message: port?.protocol === "http" ? sent.message : undefined,
      proxied,
      tlsMode: "DISABLE",
      tlsAt: undefined,
      droppedStatus: 503 as const,
    };
    return sometimes(endpoint.share, after([decision], arrive(mesh, stretch, options)));
  });
}
