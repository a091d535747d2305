import dgram from "node:dgram";
import { writeAll } from "../join_connections.ts";
import { respond } from "./dns_message.ts";
import type { Zone } from "./zone.ts";

/** Serves DNS over UDP and TCP. Resolves when it listens; goes on for ever. */
export async function serveDns(hostname: string, port: number, zone: () => Zone): Promise<void> {
  const socket = dgram.createSocket("udp4");
  socket.on("message", (question: Uint8Array, from: { port: number; address: string }) => {
    const answer = respond(question, zone(), true);
    if (answer !== undefined) socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, hostname, () => resolve());
  });
  void serveStreams(Deno.listen({ hostname, port }), zone);
}

async function serveStreams(listener: Deno.TcpListener, zone: () => Zone): Promise<void> {
  for await (const connection of listener) {
    serveStream(connection, zone).catch(() => connection.close());
  }
}

// Over TCP each message follows its length in two bytes.
async function serveStream(connection: Deno.TcpConn, zone: () => Zone): Promise<void> {
  while (true) {
    const length = await readExactly(connection, 2);
    if (length === undefined) break;
    const message = await readExactly(connection, new DataView(length.buffer).getUint16(0));
    const answer = message === undefined ? undefined : respond(message, zone(), false);
    if (answer === undefined) break;
    const framed = new Uint8Array(answer.length + 2);
    new DataView(framed.buffer).setUint16(0, answer.length);
    framed.set(answer, 2);
    await writeAll(connection, framed);
  }
  connection.close();
}

async function readExactly(connection: Deno.TcpConn, length: number): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(length);
  for (let read = 0; read < length;) {
    const count = await connection.read(bytes.subarray(read));
    if (count === null) return undefined;
    read += count;
  }
  return bytes;
}
