import assert from "node:assert/strict";
import { Failure } from "../../lib/cli/failure.ts";
import { requireKnown, type Selection, selects } from "../../lib/cli/selection.ts";

const paths = [
  "base/backend/service.yaml",
  "base/ml/service.yaml",
  "lab/services/backend/kustomization.yaml",
  "lab/argocd/root.yaml",
  "lab/README.md",
  "prod/services/backend/kustomization.yaml",
  "prod/services/ml/kustomization.yaml",
];

const cases: readonly [string, Partial<Selection>, readonly string[]][] = [
  ["nothing selects everything", {}, paths],
  ["a cluster selects its folder and the bases", { cluster: ["lab"] }, [
    "base/backend/service.yaml",
    "base/ml/service.yaml",
    "lab/services/backend/kustomization.yaml",
    "lab/argocd/root.yaml",
    "lab/README.md",
  ]],
  ["a service selects its base and its overlays", { service: ["backend"] }, [
    "base/backend/service.yaml",
    "lab/services/backend/kustomization.yaml",
    "prod/services/backend/kustomization.yaml",
  ]],
  ["both select what both have", { cluster: ["prod"], service: ["ml"] }, [
    "base/ml/service.yaml",
    "prod/services/ml/kustomization.yaml",
  ]],
  ["several of a kind add up", { service: ["ml", "backend"], cluster: ["lab"] }, [
    "base/backend/service.yaml",
    "base/ml/service.yaml",
    "lab/services/backend/kustomization.yaml",
  ]],
];

const whole: Selection = { cluster: [], service: [] };

for (const [name, selection, expected] of cases) {
  Deno.test(name, () => {
    assert.deepEqual(paths.filter((path) => selects({ ...whole, ...selection }, path)), expected);
  });
}

const unknown: readonly [Partial<Selection>, string, string][] = [
  [{ cluster: ["lba"] }, '--cluster is "lba", which is no cluster of the catalogue', 'did you mean "lab"?'],
  [{ cluster: ["base"] }, '--cluster is "base", which is no cluster of the catalogue', "overlays/ has them"],
  [
    { service: ["bakend"] },
    '--service is "bakend", which is no service of the catalogue',
    'did you mean "backend"?',
  ],
];

for (const [selection, message, fix] of unknown) {
  Deno.test(`an unknown name is refused: ${message}`, () => {
    assert.throws(() => requireKnown({ ...whole, ...selection }, paths), (error) => {
      assert.ok(error instanceof Failure);
      assert.deepEqual([error.exitCode, error.message, error.fix], [64, message, fix]);
      return true;
    });
  });
}

Deno.test("known names pass", () => requireKnown({ cluster: ["prod"], service: ["ml"] }, paths));
