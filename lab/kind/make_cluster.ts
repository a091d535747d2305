import { createHash } from "node:crypto";
import { LabError } from "../lab_error.ts";
import { readTextIfThere, removeIfThere, writeWhole } from "../process/state_file.ts";
import { docker, kind, kubectl } from "./calls.ts";
import { type Door, mustRun } from "./door.ts";
import type { KindLayout } from "./kind_layout.ts";

/** The cluster to make. */
export interface ClusterRequest {
  /** Its name for Kind. */
  readonly cluster: string;
  /** The path of `kind.yaml`. */
  readonly config: string;
}

/** A node of a cluster: a container. */
export interface NodeContainer {
  readonly name: string;
  /** Docker's word, such as `running` or `exited`. */
  readonly state: string;
}

/** The nodes of a cluster; none if there is no cluster. */
export async function nodesOf(door: Door, cluster: string): Promise<readonly NodeContainer[]> {
  const listed = await mustRun(door, docker.nodes(cluster), "list the cluster's nodes");
  return listed.split("\n").filter((line) => line !== "").map((line) => {
    const [name = "", state = ""] = line.split("\t");
    return { name, state };
  });
}

/**
 * Makes the cluster, or takes the one that is there. One that was half made when a command was killed is made anew;
 * nodes that were stopped are started.
 *
 * @returns what came of it.
 * @throws {LabError} if it can't be made, or was made from another configuration.
 */
export async function makeCluster(
  door: Door,
  layout: KindLayout,
  { cluster, config }: ClusterRequest,
): Promise<string> {
  const made = `${cluster} ${checksum(await Deno.readTextFile(config))}\n`;
  const nodes = await nodesOf(door, cluster);
  const before = await readTextIfThere(layout.cluster);
  if (nodes.length > 0 && before !== undefined) {
    if (before !== made) {
      throw new LabError(
        `Cannot change the cluster "${cluster}": kind.yaml is not what it was made from; "lab down" first`,
      );
    }
    return await startStopped(door, nodes);
  }
  // Kind keeps what it had made when it is killed, and refuses to make it again.
  if (nodes.length > 0) await deleteCluster(door, layout, cluster);
  await removeIfThere(layout.cluster);
  await mustRun(door, kind.create(cluster, config, layout.kubeconfig), "make the cluster");
  await writeWhole(layout.cluster, made);
  return nodes.length > 0 ? "made anew: it was half made" : "made";
}

/** Writes the lab's kubeconfig and waits for the nodes. */
export async function connectCluster(door: Door, layout: KindLayout, cluster: string): Promise<string> {
  await writeWhole(
    layout.kubeconfig,
    await mustRun(door, kind.kubeconfig(cluster), "read the cluster's kubeconfig"),
  );
  await mustRun(door, kubectl(layout.kubeconfig).nodesReady(), "wait for the cluster's nodes");
  return `${(await nodesOf(door, cluster)).length} ready`;
}

/** Removes the cluster; no error if there is none. */
export async function deleteCluster(door: Door, layout: KindLayout, cluster: string): Promise<void> {
  await removeIfThere(layout.cluster);
  await mustRun(door, kind.delete(cluster, layout.kubeconfig), "remove the cluster");
}

async function startStopped(door: Door, nodes: readonly NodeContainer[]): Promise<string> {
  const stopped = nodes.filter(({ state }) => state !== "running").map(({ name }) => name);
  if (stopped.length === 0) return "kept";
  await mustRun(door, docker.start(stopped), "start the cluster's nodes");
  return `kept, ${stopped.length} nodes started`;
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
