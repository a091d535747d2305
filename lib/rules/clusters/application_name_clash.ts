import { platformApplications } from "../../argocd/argocd_objects.ts";
import { argocdName } from "../../argocd/names.ts";
import type { ClusterModel } from "../../model/types.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile, atService } from "../rule.ts";

/** MESH161: two Applications of one name in one Argo CD. */
export const applicationNameClash: CatalogueRule = {
  code: "MESH161",
  name: "application-name-clash",
  severity: "error",
  over: "catalogue",
  summary: "An Application has the name of another in the same Argo CD",
  reason:
    "An Application is called like the service, in a hub `<cluster>-<service>`. The platform's parts, " +
    "Istio's charts, Argo CD and the root application have names of their own there; the one synced last " +
    "would replace the other.",
  fix: "Rename the service, or give the root application another name.",
  example: {
    wrong:
      `// services/istiod.ts\nname: "istiod",\n// overlays/lab.ts\ndestination: { argocd: "in-cluster" },`,
    right:
      `// services/mesh-dashboard.ts\nname: "mesh-dashboard",\n// overlays/lab.ts\ndestination: { argocd: "in-cluster" },`,
  },
  *check({ model }) {
    const inHub = new Map<string, string>();
    // Where the cluster has an Argo CD of its own, names need only be unique in it.
    const taken = model.clusters.map(({ destination }) =>
      destination.argocd === "hub" ? inHub : new Map<string, string>()
    );
    // The platforms first, since they have no other names to choose from.
    for (const [index, cluster] of model.clusters.entries()) {
      for (const name of platformNames(cluster)) taken[index]!.set(name, `the platform${inItsHub(cluster)}`);
    }
    const said = new Set<string>();
    for (const [index, cluster] of model.clusters.entries()) {
      const name = argocdName(cluster, cluster.argocd.root.name);
      const owner = taken[index]!.get(name);
      if (owner === undefined) taken[index]!.set(name, `the root application${inItsHub(cluster)}`);
      // In several clusters it is one mistake.
      else if (!said.has(name) && owner !== `the root application${inItsHub(cluster)}`) {
        said.add(name);
        const text = `makes the Application ${JSON.stringify(name)}, as does ${owner}`;
        yield atFile(cluster.argocd.file, ["root", "name"], text, "choose another name");
      }
    }
    for (const [index, cluster] of model.clusters.entries()) {
      for (const service of cluster.services) {
        const name = argocdName(cluster, service.name);
        const owner = taken[index]!.get(name);
        const mine = `${service.name} in ${cluster.name}`;
        if (owner === undefined) taken[index]!.set(name, mine);
        else if (owner !== mine) {
          const text = `makes the Application ${JSON.stringify(name)}, as does ${owner}`;
          yield atService(service, ["name"], text, "rename the service");
        }
      }
    }
  },
};

/** Who else has names there: in a hub, which cluster. */
function inItsHub({ name, destination }: ClusterModel): string {
  return destination.argocd === "hub" ? ` of ${name}` : "";
}

/** The Applications of the platform. They don't depend on the services, of which there may be very many. */
function platformNames(cluster: ClusterModel): readonly string[] {
  return platformApplications({ ...cluster, services: [], namespaces: [] }).map(({ metadata }) =>
    metadata.name
  );
}
