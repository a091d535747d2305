import type { ServiceModel } from "../../model/types.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH007: two Services of one name in a namespace. */
export const serviceNameClash: CatalogueRule = {
  code: "MESH007",
  name: "service-name-clash",
  severity: "error",
  over: "catalogue",
  summary: "Two services of one namespace have the same Kubernetes Service name",
  reason: "Both would render the same object, and two Applications would overwrite each other for ever.",
  fix: "Give one of them another `serviceName` or `namespace`.",
  example: {
    wrong: `namespace: "vision",
serviceName: "api",
// services/billing.ts
namespace: "vision",
serviceName: "api",`,
    right: `namespace: "vision",
serviceName: "api",
// services/billing.ts
namespace: "vision",
serviceName: "billing-api",`,
  },
  *check({ model }) {
    const owners = new Map<string, ServiceModel>();
    // Who doesn't say a name can't be asked to change it, so those come first.
    const services = model.bases.toSorted((a, b) =>
      Number(a.written.serviceName !== undefined) - Number(b.written.serviceName !== undefined)
    );
    for (const service of services) {
      if (service.ports.length === 0) continue;
      const key = `${service.namespace}/${service.serviceName}`;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, service);
      else if (owner.name !== service.name) {
        const name = JSON.stringify(service.serviceName);
        const text = `is ${name}, already the Service of ${owner.name} in namespace ${service.namespace}`;
        yield atFile(service.file, ["serviceName"], text, "choose another serviceName");
      }
    }
  },
};
