/** A stream connection over TCP or a Unix domain socket. */
export type StreamConnection = Deno.TcpConn | Deno.UnixConn;

const BUFFER_BYTES = 64 * 1024;

/**
 * Copies between two connections until each side has ended its half, then closes both. A connection that breaks ends
 * the other.
 */
export async function joinConnections(one: StreamConnection, other: StreamConnection): Promise<void> {
  try {
    await Promise.all([copy(one, other), copy(other, one)]);
  } catch (error) {
    if (!isBroken(error)) throw error;
  } finally {
    closeQuietly(one);
    closeQuietly(other);
  }
}

/** Closes a connection, whether or not it is closed already. */
export function closeQuietly(connection: { close(): void }): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}

async function copy(from: StreamConnection, to: StreamConnection): Promise<void> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  try {
    for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
      await writeAll(to, buffer.subarray(0, count));
    }
    await to.closeWrite();
  } catch (error) {
    // The other direction would wait for a peer that has gone.
    closeQuietly(from);
    closeQuietly(to);
    throw error;
  }
}

/** Writes all of the bytes. */
export async function writeAll(connection: StreamConnection, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await connection.write(bytes.subarray(written));
  }
}

function isBroken(error: unknown): boolean {
  const { BadResource, BrokenPipe, ConnectionReset, ConnectionAborted, Interrupted, NotConnected } =
    Deno.errors;
  return [BadResource, BrokenPipe, ConnectionReset, ConnectionAborted, Interrupted, NotConnected]
    .some((kind) => error instanceof kind);
}
