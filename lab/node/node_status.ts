import type { V1Node } from "@kubernetes/client-node";
import { NODE_ADDRESS, NODE_NAME } from "../process/addresses.ts";
import type { MachineResources } from "./resource_value.ts";

/** How many pods the node takes. */
const MOST_PODS = 250;

/** The node as the agent reports it. */
export function nodeStatus(
  machine: MachineResources,
  architecture: "amd64" | "arm64",
  now: number,
  since: number,
): V1Node {
  const resources = {
    cpu: String(machine.cpus),
    memory: `${Math.floor(machine.memory / 1024)}Ki`,
    pods: String(MOST_PODS),
  };
  const condition = (type: string, status: "True" | "False", reason: string, message: string) => ({
    ...{ type, status, reason, message },
    lastHeartbeatTime: new Date(now),
    lastTransitionTime: new Date(since),
  });
  return {
    metadata: { name: NODE_NAME },
    status: {
      addresses: [{ type: "InternalIP", address: NODE_ADDRESS }, { type: "Hostname", address: NODE_NAME }],
      capacity: resources,
      allocatable: resources,
      conditions: [
        condition("MemoryPressure", "False", "NotWatched", "the machine's memory is not watched"),
        condition("DiskPressure", "False", "NotWatched", "the machine's disks are not watched"),
        condition("PIDPressure", "False", "NotWatched", "the machine's process ids are not watched"),
        condition("Ready", "True", "KubeletReady", "the node agent runs containers as processes"),
      ],
      nodeInfo: {
        architecture,
        operatingSystem: "linux",
        kubeletVersion: "v1.35.3",
        kubeProxyVersion: "",
        containerRuntimeVersion: "process://1",
        osImage: "this machine",
        kernelVersion: "",
        bootID: "",
        machineID: "",
        systemUUID: "",
      },
    },
  };
}
