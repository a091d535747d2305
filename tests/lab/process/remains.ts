import { namespaceNames } from "../../../lab/process/addresses.ts";
import type { Layout } from "../../../lab/process/layout.ts";
import { namespacesOf } from "../../../lab/process/network.ts";

/** What there is of a lab on this machine: nothing, or a line for each thing. Looks for itself, not through records. */
export async function remainsOf(layout: Layout): Promise<readonly string[]> {
  const { root, id } = layout;
  const [processes, mounts] = await Promise.all([
    output("ps", "-eo", "pid,args"),
    output("cat", "/proc/self/mountinfo"),
  ]);
  const marked = await output(
    "sh",
    "-c",
    `grep -laF 'LAB_PROCESS=${id}/' /proc/[0-9]*/environ 2>/dev/null || true`,
  );
  const lines = (text: string, what: string) =>
    text.split("\n").filter((line) => line.includes(root) || line.includes(id)).map((line) =>
      `${what}: ${line}`
    );
  return [
    ...lines(processes, "process"),
    ...marked.split("\n").filter((line) => line !== "").map((line) => `marked process: ${line}`),
    ...lines(mounts, "mount"),
    ...(await namespacesOf(namespaceNames(id))).map((name) => `namespace: ${name}`),
    ...(await exists(root) ? [`folder: ${root}`] : []),
  ];
}

/** Everything about the machine's own network that a lab must not change. */
export async function machineNetwork(): Promise<string> {
  return [
    await output("ip", "-o", "link"),
    await output("ip", "route", "show", "table", "all"),
    await output("iptables-save"),
    await output("sysctl", "net.ipv4.ip_forward"),
  ].join("\n").replaceAll(/^#.*$|\[\d+:\d+\]/gm, "");
}

async function output(program: string, ...args: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args, stderr: "null" }).output();
  return new TextDecoder().decode(stdout);
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}
