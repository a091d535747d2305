import type { Layout } from "../process/layout.ts";
import type { ClusterApi } from "./cluster_api.ts";
import type { Programs } from "./images.ts";
import type { MachineResources } from "./resource_value.ts";
import type { PodNumbers } from "./sandbox.ts";

/** What everything that works for the node agent has in common. */
export interface AgentContext {
  readonly layout: Layout;
  readonly api: ClusterApi;
  readonly programs: Programs;
  readonly machine: MachineResources;
  readonly numbers: PodNumbers;
  /** Writes a line to the agent's own log. */
  readonly tell: (line: string) => void;
}
