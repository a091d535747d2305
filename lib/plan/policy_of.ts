/** What a catalogue says of changes. */
import type { Model } from "../model/types.ts";
import type { Policy } from "./policy.ts";

/** Reads the policies off a model: the order of clusters, and the steps of canaries. */
export function policyOf({ clusters }: Model): Policy {
  return {
    after: new Map(
      clusters.flatMap(({ name, after }) => (after === undefined ? [] : [[name, after] as const])),
    ),
    steps: new Map(
      clusters.flatMap((cluster) =>
        cluster.services.flatMap(({ name, canary }) =>
          canary === undefined
            ? []
            : [[`${cluster.name}/${name}`, canary.steps.map(({ weight }) => weight)] as const]
        )
      ),
    ),
  };
}
