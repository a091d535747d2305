/**
 * Run by a test in the network of a pod: looks up names and connects to addresses, and prints what came of it as JSON.
 *
 * Arguments: `name=<host name>` and `connect=<host>:<port>`; a host may be a name.
 *
 * @module
 */

import { delay } from "../../../lab/process/delay.ts";
import { DNS_ADDRESS } from "../../../lab/process/addresses.ts";

const nameServer = { ipAddr: DNS_ADDRESS, port: 53 };

async function lookUp(name: string): Promise<string> {
  try {
    return (await Deno.resolveDns(name, "A", { nameServer })).join(" ");
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

async function connect(place: string): Promise<string> {
  const [host = "", port] = place.split(":");
  const hostname = /^[\d.]+$/.test(host) ? host : await lookUp(host);
  // Packets that get lost would be waited for much longer.
  return await Promise.race([read(hostname, Number(port)), delay(3000).then(() => "no answer")]);
}

async function read(hostname: string, port: number): Promise<string> {
  try {
    const connection = await Deno.connect({ hostname, port });
    return await new Response(connection.readable).text();
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

const results: Record<string, string> = {};
for (const argument of Deno.args) {
  const [what, value = ""] = argument.split("=");
  results[argument] = what === "name" ? await lookUp(value) : await connect(value);
}
console.log(JSON.stringify(results));
Deno.exit(0);
