/**
 * Run by a test in the network of a pod: answers every connection with its name, on all addresses.
 *
 * Arguments: the port and the name.
 *
 * @module
 */

const [port, name = ""] = Deno.args;
for await (const connection of Deno.listen({ hostname: "0.0.0.0", port: Number(port) })) {
  await connection.write(new TextEncoder().encode(name)).catch(() => {});
  connection.close();
}
