import type { Layout } from "../process/layout.ts";
import type { ClusterApi } from "./cluster_api.ts";
import type { Programs } from "./images.ts";
import type { MachineResources } from "./resource_value.ts";
import type { PodNumbers } from "./sandbox.ts";
import type { TierPrograms } from "./tiers.ts";

/** What everything that works for the node agent has in common. */
export interface AgentContext {
  /** Where the lab keeps everything. */
  readonly layout: Layout;
  /** The API server, asked as the node. */
  readonly api: ClusterApi;
  /** What stands for images. */
  readonly programs: Programs;
  /** What stands for the images of tiers in place of echo programs. */
  readonly tiers: TierPrograms;
  /** What there is to be shared among pods. */
  readonly machine: MachineResources;
  /** Gives pods their numbers. */
  readonly numbers: PodNumbers;
  /** Writes a line to the agent's own log. */
  readonly tell: (line: string) => void;
}
