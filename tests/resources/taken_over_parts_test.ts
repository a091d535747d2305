/** Parts of a service that one cluster takes over from the base. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { buildModel } from "../../lib/model/build_model.ts";
import type { ServiceModel } from "../../lib/model/types.ts";
import { meshParts } from "../../lib/resources/mesh.ts";
import { renderService } from "../../lib/resources/service_objects.ts";
import { workloadParts } from "../../lib/resources/workload.ts";
import { catalogue } from "../arbitraries/catalogue.ts";
import { catalogueOf } from "../rules/catalogue_of.ts";

Deno.test("any catalogue: what a cluster takes over from the base is what it would have rendered itself", () => {
  let [taken, all] = [0, 0];
  fc.assert(fc.property(catalogue, (random) => {
    const model = buildModel(random);
    for (const cluster of model.clusters) {
      for (const service of cluster.services) {
        const base = renderService(model.bases.find(({ name }) => name === service.name)!);
        const { parts, objects } = renderService(service, base);
        const alone = renderService(service);
        assert.equal(JSON.stringify(objects), JSON.stringify(alone.objects));
        taken += parts.filter((part, index) => part === base.parts[index]).length;
        all += parts.length;
      }
    }
  }));
  assert.ok(taken > all / 3, `${taken} of ${all} parts taken over`);
});

Deno.test("any catalogue: a part needs nothing but the definition and the fields that it says it reads", () => {
  fc.assert(fc.property(catalogue, (random) => {
    const { clusters } = buildModel(random);
    for (const service of clusters.flatMap(({ services }) => services)) {
      const { definition } = service;
      for (const { reads, render } of [...workloadParts, ...meshParts]) {
        const known = Object.fromEntries(reads.map((field) => [field, service[field]]));
        const seen = { ...definition, definition, ...known } as ServiceModel;
        assert.equal(JSON.stringify(render(seen)), JSON.stringify(render(service)));
      }
    }
  }));
});

const takenOver = (text: string): readonly string[] => {
  const { bases, clusters } = buildModel(catalogueOf(text));
  const base = renderService(bases[0]!);
  const objects = renderService(clusters[0]!.services[0] as ServiceModel, base).objects;
  return base.objects.filter((object) => objects.includes(object)).map(({ kind }) => kind);
};

const kinds = [
  "ServiceAccount",
  "Deployment",
  "Service",
  "NetworkPolicy",
  "DestinationRule",
  "VirtualService",
  "Sidecar",
];

Deno.test("a cluster that says nothing of a service takes everything over", () => {
  assert.deepEqual(takenOver("// services/backend.ts\n// overlays/prod.ts"), kinds);
});

Deno.test("a cluster with another number of pods renders the Deployment alone, and its template is still the base's", () => {
  const text = "// services/backend.ts\n// overlays/prod.ts\ndefaults: { replicas: 2 },";
  assert.deepEqual(takenOver(text), kinds.filter((kind) => kind !== "Deployment"));
  const { bases, clusters } = buildModel(catalogueOf(text));
  const template = (service: ServiceModel) =>
    renderService(service).objects.flatMap(({ kind, spec }) =>
      kind === "Deployment" ? [(spec as { template: unknown }).template] : []
    );
  assert.equal(template(bases[0]!)[0], template(clusters[0]!.services[0]!)[0]);
});

Deno.test("a cluster that changes a field of a service renders all of it", () => {
  const text = `// services/backend.ts\n// overlays/prod.ts\nservices: { backend: { image: "a:2" } },`;
  assert.deepEqual(takenOver(text), []);
});
