import assert from "node:assert/strict";
import type { IConfigMap } from "kubernetes-models/v1/ConfigMap";
import { parse } from "@std/yaml";
import { applicationHealth } from "../../../lib/resources/platform/application_health.ts";
import { definitionHealth } from "../../../lib/resources/platform/definition_health.ts";
import { argocdSettingNames, argocdSettings } from "../../../lib/resources/platform/argocd_settings.ts";
import type { ArgoCDModel } from "../../../lib/model/types.ts";
import { argocdModel } from "../cluster_model_fixture.ts";
import { read } from "../read_object.ts";

const { settings: defaults } = argocdModel({});

function data(name: string, settings: Partial<ArgoCDModel["settings"]> = {}, lab = false) {
  const argocd = argocdModel({ settings: { ...defaults, ...settings } });
  const found = argocdSettings({ argocd, lab }).find(({ metadata }) => metadata.name === name);
  return read<IConfigMap>(found).data;
}

Deno.test("the ConfigMaps are the named ones, in Argo CD's namespace and with the labels that it looks for", () => {
  const objects = argocdSettings({ argocd: argocdModel({ namespace: "gitops" }), lab: true });
  assert.deepEqual(
    objects.map(({ metadata }) => metadata),
    argocdSettingNames.map((name) => ({
      name,
      namespace: "gitops",
      labels: { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "argocd" },
    })),
  );
});

Deno.test("Argo CD tracks objects by annotation, waits for Applications and asks for Git by its own clock", () => {
  const settings = data("argocd-cm");
  assert.equal(settings["application.resourceTrackingMethod"], "annotation");
  assert.equal(settings["resource.customizations.health.argoproj.io_Application"], applicationHealth);
  assert.equal(
    settings["resource.customizations.health.apiextensions.k8s.io_CustomResourceDefinition"],
    definitionHealth,
  );
  assert.equal(settings["timeout.reconciliation"], "120s");
  assert.equal(settings["timeout.reconciliation.jitter"], "60s");
  assert.ok(!("url" in settings));
  assert.deepEqual(Object.keys(settings), Object.keys(settings).sort());
});

for (
  const [written, lab, expected] of [
    [undefined, true, "true"],
    [undefined, false, "false"],
    [true, false, "true"],
    [false, true, "false"],
  ] as const
) {
  Deno.test(`the admin account exists (${expected}) where the catalogue says ${written} ${lab ? "in" : "outside"} a lab`, () => {
    assert.equal(data("argocd-cm", { adminEnabled: written }, lab)["admin.enabled"], expected);
  });
}

Deno.test("what the catalogue says besides is added and has the last word", () => {
  const settings = data("argocd-cm", {
    url: "https://argocd.example",
    extra: { "exec.enabled": "true", "jsonnet.enabled": "true" },
  });
  assert.equal(settings["url"], "https://argocd.example");
  assert.equal(settings["exec.enabled"], "true");
  assert.equal(settings["jsonnet.enabled"], "true");
});

Deno.test("the entries that are YAML can be read as what they are meant to be", () => {
  const settings = data("argocd-cm");
  const exclusions = parse(settings["resource.exclusions"]!) as { apiGroups: string[]; kinds: string[] }[];
  assert.deepEqual(exclusions[0], {
    apiGroups: ["", "discovery.k8s.io"],
    kinds: ["Endpoints", "EndpointSlice"],
  });
  assert.ok(exclusions.every(({ apiGroups, kinds }) => Array.isArray(apiGroups) && kinds.length > 0));
  const updates = Object.entries(settings).filter(([key]) => key.includes("ignoreResourceUpdates"));
  assert.equal(updates.length, 3);
  for (const [, text] of updates) {
    assert.match(Object.keys(parse(text) as object).join(), /^(jsonPointers|jqPathExpressions)$/);
  }
});

Deno.test("differences are found by the API server, and nobody has a right that no project gives", () => {
  assert.deepEqual(data("argocd-cmd-params-cm"), {
    "controller.diff.server.side": "true",
    "server.sync.replace.allowed": "false",
  });
  assert.deepEqual(data("argocd-rbac-cm"), { "policy.csv": "", "policy.default": "", scopes: "[groups]" });
});
