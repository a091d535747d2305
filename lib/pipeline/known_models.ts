/** Services that stay the same object for as long as they are the same. */
import type { Model, ServiceModel } from "../model/types.ts";
import { sameValue } from "../same_value.ts";

/** Knows the services of the model before, so that whoever remembers something of a service finds it again. */
export class KnownModels {
  #before: ReadonlyMap<string, ServiceModel> = new Map();

  /** The same model, with every service that is as it was before taken over from there. */
  recognize(model: Model): Model {
    const now = new Map<string, ServiceModel>();
    const known = (service: ServiceModel): ServiceModel => {
      const key = `${service.cluster ?? ""}/${service.name}`;
      const before = this.#before.get(key);
      const chosen = before !== undefined && sameValue(before, service) ? before : service;
      now.set(key, chosen);
      return chosen;
    };
    const recognized = {
      ...model,
      bases: model.bases.map(known),
      clusters: model.clusters.map((cluster) => ({ ...cluster, services: cluster.services.map(known) })),
    };
    this.#before = now;
    return recognized;
  }
}
