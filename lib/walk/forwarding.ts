/** A message on its way through a proxy, and where a route would send it. */
import type { Client } from "./client.ts";
import { type Destination, serviceOf } from "./destination.ts";
import { fullHost } from "./host_name.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf, numberOf, textOf } from "./plain.ts";
import type { Reference } from "./reference.ts";
import type { Message, Request } from "./request.ts";

/** What a proxy does with a message. */
export interface Forwarding {
  /** Whose proxy. */
  readonly client: Client;
  /** The message as it came. */
  readonly message: Message;
  /** The request as it was sent. */
  readonly request: Request;
  /** The port that was called. */
  readonly port: number;
  /** The namespace of the VirtualService, for short host names. */
  readonly namespace: string;
}

/** A destination of a route as it is written. */
export function destinationOf(
  mesh: Mesh,
  { client, port, namespace }: Pick<Forwarding, "client" | "port" | "namespace">,
  written: unknown,
  at: Reference,
): Omit<Destination, "timeout" | "retries"> {
  const { host, subset, port: wanted } = fieldsOf(written);
  const name = fullHost(textOf(host) ?? "", namespace);
  const only = serviceOf(mesh, name, client.namespace)?.ports;
  return {
    host: name,
    // Without a port: the only one, else the one that was called.
    port: numberOf(fieldsOf(wanted).number) ?? (only?.length === 1 ? only[0]!.number : port),
    subset: textOf(subset) || undefined,
    at,
  };
}
