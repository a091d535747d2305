/**
 * Applications that aren't ours by the judgement of stock tools: every kustomization builds, what is built is what was
 * rendered, every object is valid against the real schemas, and `istioctl analyze` has nothing to say.
 */
import assert from "node:assert/strict";
import { loadAll } from "js-yaml";
import { objectKey } from "../../lib/kustomize/object_key.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { serviceObjects } from "../../lib/resources/service_objects.ts";
import { renderTree } from "../../lib/tree/render_tree.ts";
import { fixtureModel, fixtureNames } from "../valid_fixtures.ts";
import { istioctlAnalyze, kubeconform, kustomizeBuild } from "./tools.ts";
import { kustomizations, withTree } from "./tree_on_disk.ts";

const byKey = (objects: readonly KubernetesObject[]) =>
  objects.toSorted((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));

/** A raw object names no namespace, since Argo CD gives it the Application's; without Argo CD it must be said. */
function inNamespace(yaml: string, namespace: string): string {
  return yaml.replaceAll(
    /^metadata:\n((?: .*\n)*)/gm,
    (metadata, fields: string) =>
      /^ {2}namespace: /m.test(fields) ? metadata : `metadata:\n  namespace: ${namespace}\n${fields}`,
  );
}

for (const name of fixtureNames) {
  const model = await fixtureModel(name);
  const { tree } = renderTree(model);

  Deno.test(`${name}: stock kustomize builds every folder, and every object is valid`, async (test) => {
    await withTree(tree, async (folder) => {
      for (const path of kustomizations(tree)) {
        await test.step(path, async () => {
          const yaml = await kustomizeBuild(`${folder}/${path}`);
          assert.match(yaml, /^kind: /m);
          assert.equal(await kubeconform(yaml), "");
        });
      }
    });
  });

  for (const cluster of model.clusters) {
    Deno.test(`${name}: what kustomize builds for ${cluster.name} is what was rendered`, async () => {
      await withTree(tree, async (folder) => {
        for (const service of cluster.services) {
          const yaml = await kustomizeBuild(`${folder}/${cluster.name}/services/${service.name}`);
          assert.deepEqual(byKey(loadAll(yaml) as KubernetesObject[]), byKey(serviceObjects(service)));
        }
      });
    });

    Deno.test(`${name}: istioctl analyze finds nothing in ${cluster.name}`, async () => {
      await withTree(tree, async (folder) => {
        const built: string[] = [];
        for (const service of cluster.services) {
          const yaml = await kustomizeBuild(`${folder}/${cluster.name}/services/${service.name}`);
          built.push(inNamespace(yaml, service.namespace));
        }
        for (const path of kustomizations(tree)) {
          if (!path.startsWith(`${cluster.name}/platform/`)) continue;
          built.push(await kustomizeBuild(`${folder}/${path}`));
        }
        assert.deepEqual(await istioctlAnalyze(built.join("---\n")), []);
      });
    });
  }
}
