/** The values of the chart `cni`: the node agent that redirects pods' traffic, so that no pod needs the right to. */
import type { ClusterModel } from "../../model/types.ts";
import type { ResourceValues } from "./helm_values.ts";

/** What we set of the chart's values. */
export interface IstioCniValues {
  /** Of the agent on each node. */
  readonly resources: ResourceValues;
}

/** The values of the chart. */
export function istioCniValues({ lab }: Pick<ClusterModel, "lab">): IstioCniValues {
  return { resources: { requests: { cpu: lab ? "10m" : "100m", memory: "100Mi" } } };
}
