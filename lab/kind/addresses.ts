import { checkCatalogue } from "../../lib/pipeline/check_catalogue.ts";
import type { ClusterModel } from "../../lib/model/types.ts";
import type { LabTree } from "../argocd/argocd_steps.ts";
import { LabError } from "../lab_error.ts";

/**
 * The model of the cluster that a lab runs.
 *
 * @throws {LabError} if the catalogue has mistakes or no such cluster.
 */
export async function labModel({ workingTree, cluster }: LabTree): Promise<ClusterModel> {
  const { model } = await checkCatalogue(workingTree);
  const found = model?.clusters.find(({ name }) => name === cluster);
  if (found !== undefined) return found;
  const why = model === undefined ? "it has mistakes" : `it has no cluster "${cluster}"`;
  throw new LabError(`Cannot read the catalogue in "${workingTree}": ${why}; see "deno task check"`);
}

/** Where a cluster's exposed hosts answer, and what makes this machine know them. */
export function openingHint(model: ClusterModel): string {
  const port = model.kind?.hostPorts.http ?? 80;
  const hosts = [...new Set(model.services.flatMap(({ exposures }) => exposures.map(({ host }) => host)))]
    .sort();
  if (hosts.length === 0) return "no service is exposed";
  const urls = hosts.map((host) => `http://${host}${port === 80 ? "" : `:${port}`}`);
  return `${urls.join(", ")} once /etc/hosts has the line: 127.0.0.1 ${hosts.join(" ")}`;
}
