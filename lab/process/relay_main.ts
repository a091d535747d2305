/**
 * The relay's process, see `relay.ts`. Runs in the node's network namespace.
 *
 * Argument: the path of the socket.
 *
 * @module
 */

import { closeQuietly, joinConnections, writeAll } from "./join_connections.ts";
import { readLine } from "./relay.ts";
import { removeIfThere } from "./state_file.ts";

async function serve(client: Deno.UnixConn): Promise<void> {
  const [address = "", port = ""] = (await readLine(client) ?? "").split(" ");
  const say = (line: string) => writeAll(client, new TextEncoder().encode(`${line}\n`));
  try {
    const place = await Deno.connect({ hostname: address, port: Number(port) });
    place.setNoDelay(true);
    await say("");
    await joinConnections(client, place);
  } catch (error) {
    await say(error instanceof Error ? error.message.replaceAll("\n", " ") : String(error)).catch(() => {});
    closeQuietly(client);
  }
}

if (import.meta.main) {
  const [socket = ""] = Deno.args;
  await removeIfThere(socket);
  for await (const client of Deno.listen({ transport: "unix", path: socket })) {
    serve(client).catch((error) => console.error(error));
  }
}
