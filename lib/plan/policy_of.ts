/** What a catalogue says of changes. */
import type { Origin } from "../diagnostic.ts";
import type { ClusterModel, Model } from "../model/types.ts";
import { originOf } from "../rules/origin.ts";
import { formatPath } from "../value_path.ts";
import type { Owner, Policy } from "./policy.ts";

/** What is known besides the catalogue. */
export interface PolicyOptions {
  /** `2026-11-22`, in UTC. */
  readonly today: string;
  /** Where a value stands in its file, for people. Default: the file and the way to the value. */
  readonly placeOf?: (origin: Origin) => string;
}

const withoutLine = ({ file, path }: Origin) => `${file} ${formatPath(path)}`;

type Written = NonNullable<ClusterModel["accept"]>;

function ownersOf(cluster: ClusterModel, placeOf: (origin: Origin) => string): readonly [string, Owner][] {
  const accept = (written: Written, origin: (index: number) => Origin) =>
    written.map(({ finding, reason, until }, index) => ({
      finding,
      reason: reason.trim(),
      until,
      place: placeOf(origin(index)),
    }));
  const platform = accept(cluster.accept, (index) => ({ file: cluster.file, path: ["accept", index] }));
  return [
    [cluster.name, { name: `cluster ${cluster.name}`, accept: platform }],
    ...cluster.services.map((service): [string, Owner] => [`${cluster.name}/${service.name}`, {
      name: service.name,
      accept: accept(service.written.accept ?? [], (index) => originOf(service, ["accept", index])),
    }]),
  ];
}

/** Reads the policies off a model: the order of clusters, the steps of canaries, and what was taken on. */
export function policyOf({ clusters }: Model, { today, placeOf = withoutLine }: PolicyOptions): Policy {
  return {
    today,
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
    owners: new Map(clusters.flatMap((cluster) => ownersOf(cluster, placeOf))),
  };
}
