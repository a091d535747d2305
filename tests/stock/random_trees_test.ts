/** Random valid catalogues by the judgement of stock Kustomize and kubeconform. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { loadAll } from "js-yaml";
import { buildModel } from "../../lib/model/build_model.ts";
import { objectKey } from "../../lib/kustomize/object_key.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { observabilityParts } from "../../lib/resources/observability/observability_parts.ts";
import { serviceObjects } from "../../lib/resources/service_objects.ts";
import { checkModel } from "../../lib/rules/check_model.ts";
import { renderTree } from "../../lib/tree/render_tree.ts";
import { catalogue } from "../arbitraries/catalogue.ts";
import { kubeconform, kustomizeBuild } from "./tools.ts";
import { withTree } from "./tree_on_disk.ts";

const byKey = (objects: readonly KubernetesObject[]) =>
  objects.toSorted((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));

/** One kustomization over all overlays of a cluster, so that a run needs one process and not one for each service. */
const everything = (services: readonly string[]) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${
    services.map((name) => `- services/${name}\n`).join("")
  }`;

Deno.test("any valid catalogue: kustomize builds what was rendered, and every object is valid", async () => {
  let valid = 0;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(catalogue, async (random) => {
      runs++;
      const model = buildModel(random);
      if (checkModel(random, model).some((diagnostic) => diagnostic.severity === "error")) return;
      valid++;
      const { tree } = renderTree(model);
      const whole = new Map(tree);
      for (const cluster of model.clusters) {
        const path = `${cluster.name}/kustomization.yaml`;
        whole.set(path, everything(cluster.services.map((service) => service.name)));
      }
      await withTree(whole, async (folder) => {
        for (const cluster of model.clusters) {
          const yaml = await kustomizeBuild(`${folder}/${cluster.name}`);
          const built = loadAll(yaml) as KubernetesObject[];
          assert.deepEqual(byKey(built), byKey(cluster.services.flatMap(serviceObjects)));
          assert.equal(await kubeconform(yaml), "");
          const others = await kustomizeBuild(`${folder}/${cluster.name}/argocd`);
          assert.equal(await kubeconform(others), "");
          for (const { name, objects } of observabilityParts(cluster)) {
            const part = await kustomizeBuild(`${folder}/${cluster.name}/platform/${name}`);
            assert.deepEqual(byKey(loadAll(part) as KubernetesObject[]), byKey(objects));
            assert.equal(await kubeconform(part), "");
          }
        }
      });
    }),
    { numRuns: 40 },
  );
  assert.ok(valid >= runs / 2, `only ${valid} of ${runs} random catalogues are valid`);
});
