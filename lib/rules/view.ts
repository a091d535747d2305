/** What the rules look at: the model with its indexes, computed once for all of them. */
import type { Catalogue } from "../model/catalogue.ts";
import { firstByName } from "../model/first_by_name.ts";
import type { ClusterModel, Model, ServiceModel } from "../model/types.ts";

/** The whole catalogue. */
export interface CatalogueView {
  /** What was written. */
  readonly catalogue: Catalogue;
  /** What was made of it. */
  readonly model: Model;
  /** Every service of the catalogue by name, whether or not it runs anywhere. */
  readonly bases: ReadonlyMap<string, ServiceModel>;
  /** Each cluster. */
  readonly clusters: readonly ClusterView[];
}

/** One cluster; or, where a service runs in none, the services as their files have them. */
export interface ClusterView {
  /** Undefined: no cluster. */
  readonly cluster: ClusterModel | undefined;
  /** The services here, by name. */
  readonly services: ReadonlyMap<string, ServiceModel>;
  /** What belongs to no single cluster. */
  readonly whole: Omit<CatalogueView, "clusters">;
}

/** The views of a model. */
export function viewsOf(catalogue: Catalogue, model: Model): CatalogueView & { readonly base: ClusterView } {
  const whole = { catalogue, model, bases: firstByName(model.bases) };
  return {
    ...whole,
    clusters: model.clusters.map((cluster) => ({ cluster, services: firstByName(cluster.services), whole })),
    base: { cluster: undefined, services: whole.bases, whole },
  };
}
