import assert from "node:assert/strict";
import { objectLabels, podLabels, selectorLabels } from "../../lib/resources/labels.ts";
import { serviceModel } from "./service_model_fixture.ts";

Deno.test("a version is selected by app and version alone", () => {
  const service = serviceModel({ labels: { team: "vision" } });
  assert.deepEqual(selectorLabels(service, "canary"), { app: "backend", version: "canary" });
});

Deno.test("pods carry what selects them, our own labels and the catalogue's", () => {
  assert.deepEqual(podLabels(serviceModel({ labels: { team: "vision" } }), "stable"), {
    app: "backend",
    version: "stable",
    "app.kubernetes.io/name": "backend",
    "app.kubernetes.io/managed-by": "3rvision",
    team: "vision",
  });
});

Deno.test("objects carry the same labels but for the version", () => {
  const service = serviceModel({ labels: { team: "vision" } });
  const { version: _, ...expected } = podLabels(service, "stable");
  assert.deepEqual(objectLabels(service), expected);
});

Deno.test("labels of the catalogue can't replace ours", () => {
  const service = serviceModel({
    labels: { app: "other", version: "other", "app.kubernetes.io/name": "other" },
  });
  assert.equal(podLabels(service, "stable").app, "backend");
  assert.equal(podLabels(service, "stable").version, "stable");
  assert.equal(objectLabels(service)["app.kubernetes.io/name"], "backend");
});

Deno.test("pods outside the mesh tell the injector to leave them alone", () => {
  assert.equal(podLabels(serviceModel({ mesh: false }), "stable")["sidecar.istio.io/inject"], "false");
  assert.equal(podLabels(serviceModel({ mesh: true }), "stable")["sidecar.istio.io/inject"], undefined);
});
