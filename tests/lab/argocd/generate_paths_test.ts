import assert from "node:assert/strict";
import { dependsOn } from "../../../lab/argocd/generate_paths.ts";

for (
  const [annotation, file, depends] of [
    [undefined, "anything", true],
    ["/clusters/lab/ml;/clusters/base/ml", "clusters/base/ml/a.yaml", true],
    ["/clusters/lab/ml;/clusters/base/ml", "clusters/lab/ml/a/b.yaml", true],
    ["/clusters/lab/ml", "clusters/lab/ml-too/a.yaml", false],
    ["/clusters/lab/ml/a.yaml", "clusters/lab/ml/a.yaml", true],
    [".", "clusters/lab/ml/a.yaml", true],
    ["../base", "clusters/lab/base/a.yaml", true],
    ["../base", "clusters/lab/ml/a.yaml", false],
  ] as const
) {
  Deno.test(`with paths ${annotation}, a change of ${file} ${depends ? "matters" : "does not matter"}`, () => {
    const annotations = annotation === undefined
      ? {}
      : { "argocd.argoproj.io/manifest-generate-paths": annotation };
    const application = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: { name: "ml", annotations },
      spec: { source: { repoURL: "http://h", path: "clusters/lab/ml" } },
    };
    assert.equal(dependsOn(application, [file]), depends);
    assert.equal(dependsOn(application, []), false);
  });
}
