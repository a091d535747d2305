import assert from "node:assert/strict";
import { releaseChart, releaseValues } from "../../../lab/charts/release_values.ts";
import { LabError } from "../../../lab/lab_error.ts";

const RELEASE = { version: "1.31.0", hub: "docker.io/istio" };

Deno.test("the version of a chart and of what it installs become the release's", () => {
  const text =
    "apiVersion: v2\nname: base\n# version: 1.0.0\nversion: 1.0.0\nappVersion: 1.0.0\nkubeVersion: 1.0.0\n";
  assert.equal(
    releaseChart(text, RELEASE),
    "apiVersion: v2\nname: base\n# version: 1.0.0\nversion: 1.31.0\nappVersion: 1.31.0\nkubeVersion: 1.0.0\n",
  );
});

for (const text of ["name: base\n", "name: base\nversion: 1.0.0\nappVersion: 2.0.0\n", ""]) {
  Deno.test(`a chart without the placeholder is refused: ${JSON.stringify(text)}`, () => {
    assert.throws(() => releaseChart(text, RELEASE), LabError);
  });
}

Deno.test("images become the release's, empty and other places stay", () => {
  const text =
    'hub: registry.istio.io/testing\n  tag: latest\n  hub: ""\ntag: ""\ntag: latest-dev\nhub: gcr.io/istio-testing\n';
  assert.equal(
    releaseValues(text, RELEASE),
    'hub: docker.io/istio\n  tag: 1.31.0\n  hub: ""\ntag: ""\ntag: latest-dev\nhub: docker.io/istio\n',
  );
});
