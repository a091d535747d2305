/** Which cluster a driver watches. */
import type { ClusterModel, Model } from "../../model/types.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";

/**
 * The cluster of that name; without one the only cluster with a canary of the service, or where none has one, the only
 * one that it runs in; without a service the only cluster. Throws a {@linkcode Failure} where there are several, or none.
 */
export function drivenCluster(
  { clusters }: Model,
  { name, service }: { readonly name: string | undefined; readonly service: string | undefined },
): ClusterModel {
  const candidates = name === undefined
    ? service === undefined ? clusters : clustersOf(clusters, service)
    : clusters.filter((cluster) => cluster.name === name);
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) return only;
  if (name !== undefined) {
    throw new Failure(exitCodes.usage, `There is no cluster ${JSON.stringify(name)}`, "overlays/ has them");
  }
  const known = candidates.map((cluster) => cluster.name).join(", ") || "no cluster";
  throw new Failure(
    exitCodes.usage,
    service === undefined
      ? `Cannot tell which cluster to watch: there are ${known}`
      : `Cannot tell which cluster to watch: ${JSON.stringify(service)} runs in ${known}`,
    only === undefined ? "services/ and overlays/ say what runs where" : "write --cluster and then its name",
  );
}

function clustersOf(clusters: readonly ClusterModel[], service: string): readonly ClusterModel[] {
  const running = clusters.filter(({ services }) => services.some(({ name }) => name === service));
  const withCanary = running.filter(({ services }) =>
    services.some(({ name, canary }) => name === service && canary !== undefined)
  );
  return withCanary.length > 0 ? withCanary : running;
}
