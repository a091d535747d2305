/** From the catalogue to the model. */
import { argocdModel } from "./argocd_model.ts";
import type { Catalogue, CatalogueFile } from "./catalogue.ts";
import { clusterModel } from "./cluster_model.ts";
import * as defaults from "./defaults.ts";
import { firstByName } from "./first_by_name.ts";
import { linkServices } from "./links.ts";
import { serviceDefinition } from "./service_definition.ts";
import { serviceModel } from "./service_model.ts";
import type { Model, ServiceModel } from "./types.ts";

function byName(a: CatalogueFile<{ name: string }>, b: CatalogueFile<{ name: string }>): number {
  const [left, right] = [a.value.name, b.value.name];
  if (left === right) return a.file < b.file ? -1 : 1;
  return left < right ? -1 : 1;
}

/**
 * The base of a service: what the service file says and no cluster changes. It has no exposure, since a host belongs
 * to a cluster's domain, and its neighbours are those that the service files name.
 */
function baseModels(catalogue: Catalogue): readonly ServiceModel[] {
  const inner = catalogue.services.map(({ file, value }) => {
    const { expose: _, ...written } = value;
    return { file, written, definition: serviceDefinition(value) };
  });
  const peers = firstByName(inner.map(({ definition, written }) => ({ ...definition, written })));
  const links = linkServices(peers);
  const surroundings = {
    lab: false,
    collector: defaults.collector,
    privateNetworks: defaults.privateNetworks,
  };
  return inner.map(({ file, written, definition }) => ({
    ...serviceModel({
      file,
      cluster: undefined,
      clusterFile: undefined,
      definition,
      difference: undefined,
      peers,
      links,
      exposures: [],
      replicas: 1,
      surroundings,
    }),
    written,
  }));
}

/**
 * Builds the model of a catalogue whose values have the schema's shape. It never fails: what refers to nothing is
 * left out, and the rules report it from what was written.
 */
export function buildModel(catalogue: Catalogue): Model {
  const services = catalogue.services.toSorted(byName);
  const argocd = argocdModel(catalogue.argocd);
  return {
    clusters: catalogue.clusters.toSorted(byName).map((cluster) => clusterModel(cluster, services, argocd)),
    bases: baseModels({ ...catalogue, services }),
    argocd,
  };
}
