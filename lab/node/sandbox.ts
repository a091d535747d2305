/**
 * What a pod has before its containers: an address, a network namespace, and the files that name them.
 *
 * @module
 */

import type { V1Pod } from "@kubernetes/client-node";
import { namespaceNames, NODE_ADDRESS, NODE_NAME, POD_ADDRESSES, podAddress } from "../process/addresses.ts";
import type { Layout } from "../process/layout.ts";
import { deleteNamespace, inNamespace, makePodNetwork } from "../process/network.ts";
import { bootId } from "../process/process_table.ts";
import { readTextIfThere, writeWhole } from "../process/state_file.ts";
import { ContainerProblem } from "./container_problem.ts";
import { hostsFile } from "./hosts_file.ts";
import type { Programs } from "./images.ts";
import { identityOf, type PodIdentity, type PodPaths } from "./pod_paths.ts";
import { redirectionArguments } from "./redirection.ts";
import { resolverFile } from "./resolver_file.ts";
import { tryProgram } from "../process/run_program.ts";

/** A pod's place. */
export interface Sandbox {
  readonly pod: PodIdentity;
  /** The pod's number, by which its address is found; `undefined` in the node's network. */
  readonly index?: number;
  readonly address: string;
  /** The name of the network namespace. */
  readonly network: string;
  /** The names of the containers that are not init containers. */
  readonly containers: readonly string[];
  /** When the agent took the pod on, milliseconds since the epoch. */
  readonly created: number;
  /** Which start of the machine it belongs to. */
  readonly boot: string;
}

/** Hands out the numbers of pods: none twice at a time, and none again soon. */
export class PodNumbers {
  readonly #used = new Set<number>();
  #next = 0;

  /** Takes a number that is in use already. */
  take(index: number): void {
    this.#used.add(index);
    this.#next = Math.max(this.#next, index + 1);
  }

  /** A free number. */
  give(): number {
    for (let tried = 0; tried < POD_ADDRESSES; tried++) {
      const index = this.#next++ % POD_ADDRESSES;
      if (this.#used.has(index)) continue;
      this.#used.add(index);
      return index;
    }
    throw new ContainerProblem("FailedCreatePodSandBox", "Cannot give the pod an address: all are in use");
  }

  /** Gives a number back. */
  free(index: number): void {
    this.#used.delete(index);
  }
}

/** The sandbox of a pod, if it was made and this machine has not been started anew since. */
export async function readSandbox(paths: PodPaths): Promise<Sandbox | undefined> {
  const text = await readTextIfThere(paths.record);
  const sandbox = text === undefined ? undefined : JSON.parse(text) as Sandbox;
  return sandbox?.boot === await bootId() ? sandbox : undefined;
}

/** Makes the sandbox of a pod; its record is written when it is complete. */
export async function makeSandbox(
  layout: Layout,
  pod: V1Pod,
  paths: PodPaths,
  numbers: PodNumbers,
  programs: Programs,
): Promise<Sandbox> {
  const names = namespaceNames(layout.id);
  const identity = identityOf(pod);
  const hosted = pod.spec?.hostNetwork === true;
  const index = hosted ? undefined : numbers.give();
  const address = index === undefined ? NODE_ADDRESS : podAddress(index);
  const network = index === undefined ? names.node : names.pod(index);
  const hostname = hosted ? NODE_NAME : pod.spec?.hostname ?? identity.name;
  try {
    await Deno.mkdir(paths.scratch, { recursive: true });
    const aliases = pod.spec?.hostAliases ?? [];
    const machine = await readTextIfThere("/etc/resolv.conf") ?? "";
    await Deno.writeTextFile(paths.hosts, hostsFile({ address, hostname, aliases }));
    await Deno.writeTextFile(
      paths.resolver,
      resolverFile(pod.spec ?? { containers: [] }, identity.namespace, machine),
    );
    await Deno.writeTextFile(paths.hostname, `${hostname}\n`);
    if (index !== undefined) {
      await makePodNetwork(names, network, address);
      await setKernelVariables(pod, network);
      await redirect(pod, network, programs);
    }
  } catch (error) {
    if (index !== undefined) {
      await deleteNamespace(network);
      numbers.free(index);
    }
    throw error;
  }
  const sandbox: Sandbox = {
    ...{ pod: identity, address, network, created: Date.now(), boot: await bootId() },
    containers: (pod.spec?.containers ?? []).map(({ name }) => name),
    ...(index === undefined ? {} : { index }),
  };
  await writeWhole(paths.record, `${JSON.stringify(sandbox)}\n`);
  return sandbox;
}

/** Removes the network of a pod; what runs in it must have ended. */
export async function removeSandbox(sandbox: Sandbox, numbers: PodNumbers): Promise<void> {
  if (sandbox.index === undefined) return;
  await deleteNamespace(sandbox.network);
  numbers.free(sandbox.index);
}

async function setKernelVariables({ spec }: V1Pod, network: string): Promise<void> {
  // Container engines let every user of a pod listen on any port.
  const variables = new Map([["net.ipv4.ip_unprivileged_port_start", "0"]]);
  for (const { name, value } of spec?.securityContext?.sysctls ?? []) {
    if (name.startsWith("net.")) variables.set(name, value);
    else {throw new ContainerProblem(
        "FailedCreatePodSandBox",
        `Cannot set "${name}": only "net.*" can be set`,
      );}
  }
  await inNamespace(network, ["sysctl", "-qw", ...[...variables].map(([name, value]) => `${name}=${value}`)]);
}

async function redirect(pod: V1Pod, network: string, programs: Programs): Promise<void> {
  const args = redirectionArguments(pod);
  if (args === undefined) return;
  const program = programs["pilot-agent"];
  if (program === undefined) {
    throw new ContainerProblem(
      "FailedCreatePodSandBox",
      'Cannot lead traffic into the proxy: the program "pilot-agent" was not provisioned',
    );
  }
  const { code, stdout, stderr } = await tryProgram([
    ...["nsenter", `--net=/run/netns/${network}`, "--", program, ...args],
  ]);
  if (code === 0) return;
  const words = `${stdout}\n${stderr}`.trim().split("\n").slice(-5).join("\n");
  throw new ContainerProblem("FailedCreatePodSandBox", `Cannot lead traffic into the proxy: ${words}`);
}
