/**
 * The network namespaces of a lab. The node's has the address 10.244.0.1; each pod's is linked to it alone and sends
 * everything there, so all traffic between pods is routed by the node, where Services (see `service_rules.ts`) and
 * network policies act. The machine's own network gets no link, route or rule.
 *
 * @module
 */

import { type NamespaceNames, NODE_ADDRESS, SERVICE_RANGE } from "./addresses.ts";
import { runProgram, tryProgram } from "./run_program.ts";

/** Where `ip netns` keeps a file for each namespace. */
const NAMESPACES = "/run/netns";

/** Makes the namespace of the node, or completes one that was left half made. */
export async function makeNodeNetwork(names: NamespaceNames): Promise<void> {
  await addNamespace(names.node);
  const ip = (...args: string[]) => runProgram(["ip", "-n", names.node, ...args]);
  await ip("link", "set", "lo", "up");
  await ip("address", "replace", `${NODE_ADDRESS}/32`, "dev", "lo");
  // Without a route the kernel refuses a cluster IP before any rule could lead it elsewhere.
  await ip("route", "replace", SERVICE_RANGE, "dev", "lo", "src", NODE_ADDRESS);
  // Redirects would make pods bypass the node, and with it the rules of Services.
  await inNamespace(names.node, [
    "sysctl",
    "-qw",
    "net.ipv4.ip_forward=1",
    "net.ipv4.conf.all.send_redirects=0",
    "net.ipv4.conf.default.send_redirects=0",
  ]);
  // What is still addressed to a cluster IP when it is filtered belongs to no Service with a ready endpoint.
  for (const chain of ["OUTPUT", "FORWARD"]) {
    const rule = [chain, "-d", SERVICE_RANGE, "-j", "REJECT", "--reject-with", "icmp-port-unreachable"];
    const iptables = (
      action: string,
    ) => ["nsenter", net(names.node), "--", "iptables", "-w", action, ...rule];
    if ((await tryProgram(iptables("-C"))).code !== 0) await runProgram(iptables("-A"));
  }
}

/** Makes the namespace of a pod with one address, linked to the node; one of the same name is replaced. */
export async function makePodNetwork(
  names: NamespaceNames,
  namespace: string,
  address: string,
): Promise<void> {
  if (!namespace.startsWith(names.prefix)) {
    throw new TypeError(`Cannot make "${namespace}": it does not begin with "${names.prefix}"`);
  }
  await deleteNamespace(namespace);
  await addNamespace(namespace);
  const link = linkName(address);
  const pod = (...args: string[]) => runProgram(["ip", "-n", namespace, ...args]);
  const node = (...args: string[]) => runProgram(["ip", "-n", names.node, ...args]);
  // The kernel removes a deleted namespace's link a moment later.
  await tryProgram(["ip", "-n", names.node, "link", "delete", link]);
  await node("link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", namespace);
  await node("link", "set", link, "up");
  // The node answers for its address on every link.
  await node("route", "replace", `${address}/32`, "dev", link, "src", NODE_ADDRESS);
  await pod("link", "set", "lo", "up");
  await pod("address", "add", `${address}/32`, "dev", "eth0");
  await pod("link", "set", "eth0", "up");
  await pod("route", "add", NODE_ADDRESS, "dev", "eth0", "scope", "link");
  await pod("route", "add", "default", "via", NODE_ADDRESS, "dev", "eth0");
}

/** Removes the namespace of a pod and its link; it must not matter whether there is one. */
export async function deleteNamespace(namespace: string): Promise<void> {
  if (await exists(namespace)) await runProgram(["ip", "netns", "delete", namespace]);
}

/** The namespaces of a lab that there are. */
export async function namespacesOf(names: NamespaceNames): Promise<readonly string[]> {
  const found: string[] = [];
  try {
    for await (const { name } of Deno.readDir(NAMESPACES)) {
      if (name.startsWith(names.prefix)) found.push(name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}

/** The processes that have their network in a namespace. */
export async function processesIn(namespace: string): Promise<readonly number[]> {
  const { stdout } = await tryProgram(["ip", "netns", "pids", namespace]);
  return stdout.split("\n").filter((line) => line !== "").map(Number);
}

/** Runs a program in the network of a namespace, but with the machine's files. */
export function inNamespace(namespace: string, command: readonly string[], input?: string): Promise<string> {
  return runProgram(["nsenter", net(namespace), "--", ...command], input);
}

/** The argument of `nsenter` that enters a namespace. */
export function net(namespace: string): string {
  return `--net=${NAMESPACES}/${namespace}`;
}

/** The node's end of a pod's link, of at most 15 characters as the kernel demands: `pod-1.7` for 10.244.1.7. */
function linkName(address: string): string {
  return `pod-${address.split(".").slice(2).join(".")}`;
}

async function addNamespace(namespace: string): Promise<void> {
  if (!await exists(namespace)) await runProgram(["ip", "netns", "add", namespace]);
  else if ((await tryProgram(["ip", "-n", namespace, "link", "show", "lo"])).code !== 0) {
    // Killed between making the file and mounting the namespace on it.
    await deleteNamespace(namespace);
    await runProgram(["ip", "netns", "add", namespace]);
  }
}

async function exists(namespace: string): Promise<boolean> {
  try {
    await Deno.lstat(`${NAMESPACES}/${namespace}`);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
