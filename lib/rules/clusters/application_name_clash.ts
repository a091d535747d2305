import { platformApplications } from "../../argocd/argocd_objects.ts";
import { argocdName } from "../../argocd/names.ts";
import type { ClusterModel } from "../../model/types.ts";
import type { CatalogueRule } from "../rule.ts";
import { atService } from "../rule.ts";

/** MESH161: two Applications of one name in one Argo CD. */
export const applicationNameClash: CatalogueRule = {
  code: "MESH161",
  name: "application-name-clash",
  severity: "error",
  over: "catalogue",
  summary: "A service's Application has the name of another in the same Argo CD",
  reason:
    "An Application is called like the service, in a hub `<cluster>-<service>`. The platform's parts, " +
    "Istio's charts, Argo CD and the root application have names of their own there; the one synced last " +
    "would replace the other.",
  fix: "Rename the service.",
  example: {
    wrong:
      `// services/istiod.ts\nname: "istiod",\n// overlays/lab.ts\ndestination: { argocd: "in-cluster" },`,
    right:
      `// services/mesh-dashboard.ts\nname: "mesh-dashboard",\n// overlays/lab.ts\ndestination: { argocd: "in-cluster" },`,
  },
  *check({ model }) {
    const inHub = new Map<string, string>();
    for (const cluster of model.clusters) {
      // Where the cluster has an Argo CD of its own, names need only be unique in it.
      const taken = cluster.destination.argocd === "hub" ? inHub : new Map<string, string>();
      for (const [name, owner] of ownNames(cluster)) taken.set(name, owner);
      for (const service of cluster.services) {
        const name = argocdName(cluster, service.name);
        const owner = taken.get(name);
        const mine = `${service.name} in ${cluster.name}`;
        if (owner === undefined) taken.set(name, mine);
        else if (owner !== mine) {
          const text = `makes the Application ${JSON.stringify(name)}, as does ${owner}`;
          yield atService(service, ["name"], text, "rename the service");
        }
      }
    }
  },
};

/** The Applications that belong to no service. */
function ownNames(cluster: ClusterModel): readonly (readonly [string, string])[] {
  const root = argocdName(cluster, cluster.argocd.root.name);
  return [
    // Their names don't depend on the services, of which there may be very many.
    ...platformApplications({ ...cluster, services: [], namespaces: [] }).map(({ metadata: { name } }) =>
      [name, "the platform"] as const
    ),
    [root, "the root application"],
  ];
}
