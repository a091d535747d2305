/**
 * The way from the machine's network into the lab's. A process in the node's namespace, the relay, listens on a Unix
 * domain socket, which both networks see; a connection to it begins with a line `<address> <port>` and is joined to
 * that place. So the machine's own network needs no link to the lab.
 *
 * @module
 */

import type { Reached } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { closeQuietly, joinConnections, type StreamConnection, writeAll } from "./join_connections.ts";
import type { Layout } from "./layout.ts";

/** The socket of a lab's relay. */
export function relaySocket(layout: Layout): string {
  return `${layout.sockets}/relay`;
}

/** The longest line that the relay sends or takes. */
const LONGEST_LINE = 300;

/** Reads a line without taking a byte of what follows it; `undefined` if the connection ends before. */
export async function readLine(connection: StreamConnection): Promise<string | undefined> {
  const bytes: number[] = [];
  const byte = new Uint8Array(1);
  while (bytes.length < LONGEST_LINE) {
    if (await connection.read(byte) === null) return undefined;
    const [value = 0] = byte;
    if (value === 0x0a) return new TextDecoder().decode(new Uint8Array(bytes));
    bytes.push(value);
  }
  return undefined;
}

/** A connection to a place in the lab's network, through the relay. */
export async function connectInside(
  layout: Layout,
  address: string,
  port: number,
): Promise<Deno.UnixConn> {
  const connection = await dial(layout);
  try {
    await writeAll(connection, new TextEncoder().encode(`${address} ${port}\n`));
    const answer = await readLine(connection);
    if (answer === "") return connection;
    throw new LabError(`Cannot reach ${address}:${port} in the lab: ${answer ?? "the relay hung up"}`);
  } catch (error) {
    closeQuietly(connection);
    throw error;
  }
}

/**
 * Listens on a port of this machine's loopback interface and leads every connection to a place in the lab's network.
 */
export function forward(layout: Layout, address: string, port: number): Reached {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<StreamConnection>();
  const serving = (async () => {
    for await (const outside of listener) {
      open.add(outside);
      // One that can't be led on is closed; the error would be the same for whoever opened it.
      void lead(layout, address, port, outside).finally(() => open.delete(outside));
    }
  })();
  return {
    hostname: "127.0.0.1",
    port: listener.addr.port,
    async [Symbol.asyncDispose]() {
      listener.close();
      open.forEach(closeQuietly);
      await serving;
    },
  };
}

async function lead(layout: Layout, address: string, port: number, outside: StreamConnection): Promise<void> {
  try {
    await joinConnections(outside, await connectInside(layout, address, port));
  } catch (error) {
    closeQuietly(outside);
    if (!(error instanceof LabError)) throw error;
  }
}

async function dial(layout: Layout): Promise<Deno.UnixConn> {
  try {
    return await Deno.connect({ transport: "unix", path: relaySocket(layout) });
  } catch (error) {
    const { NotFound, ConnectionRefused } = Deno.errors;
    if (!(error instanceof NotFound || error instanceof ConnectionRefused)) throw error;
    throw new LabError(`Cannot reach the lab in "${layout.root}": its relay does not run; try "lab up"`);
  }
}
