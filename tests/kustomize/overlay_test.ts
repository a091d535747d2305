import assert from "node:assert/strict";
import fc from "fast-check";
import { applyPatch, type Operation } from "rfc6902";
import { parse } from "@std/yaml";
import { fileNames } from "../../lib/kustomize/file_name.ts";
import { jsonPatch } from "../../lib/kustomize/json_patch.ts";
import { overlayFiles } from "../../lib/kustomize/overlay.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

const object = (kind: string, name: string, fields: object = {}): KubernetesObject => ({
  apiVersion: kind === "Deployment" ? "apps/v1" : kind === "VirtualService" ? "networking.istio.io/v1" : "v1",
  kind,
  metadata: { name, namespace: "backend" },
  ...fields,
});

const kustomizationOf = (base: readonly KubernetesObject[], wanted: readonly KubernetesObject[]) =>
  overlayFiles("backend", base, wanted)[0]!.content as {
    resources: string[];
    replicas?: unknown;
    patches?: { target?: unknown; patch: string }[];
  };

Deno.test("an overlay without a difference names its base and nothing else", () => {
  const files = overlayFiles("backend", [object("Service", "backend-service")], [
    object("Service", "backend-service"),
  ]);
  assert.deepEqual(files.map(({ name, content }) => [name, content]), [[
    "kustomization.yaml",
    {
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: ["../../../base/backend"],
    },
  ]]);
});

Deno.test("a changed number of pods becomes replicas, not a patch", () => {
  const before = object("Deployment", "backend-stable", { spec: { replicas: 1, paused: false } });
  const after = object("Deployment", "backend-stable", { spec: { replicas: 3, paused: false } });
  const { replicas, patches } = kustomizationOf([before], [after]);
  assert.deepEqual(replicas, [{ name: "backend-stable", count: 3 }]);
  assert.equal(patches, undefined);
});

Deno.test("taking the number of pods away for an autoscaler is a patch", () => {
  const before = object("Deployment", "backend-stable", { spec: { replicas: 1 } });
  const after = object("Deployment", "backend-stable", { spec: {} });
  assert.deepEqual(parse(kustomizationOf([before], [after]).patches![0]!.patch), [{
    op: "remove",
    path: "/spec/replicas",
  }]);
});

Deno.test("a changed weight checks the route's name first", () => {
  const routes = (weight: number) => ({
    spec: { http: [{ name: "forced-1" }, { name: "split", route: [{ weight }, { weight: 100 - weight }] }] },
  });
  const before = object("VirtualService", "backend", routes(90));
  const after = object("VirtualService", "backend", routes(75));
  const { patches } = kustomizationOf([before], [after]);
  assert.deepEqual(patches![0]!.target, {
    group: "networking.istio.io",
    kind: "VirtualService",
    name: "backend",
  });
  assert.deepEqual(parse(patches![0]!.patch), [
    { op: "test", path: "/spec/http/1/name", value: "split" },
    { op: "replace", path: "/spec/http/1/route/0/weight", value: 75 },
    { op: "replace", path: "/spec/http/1/route/1/weight", value: 25 },
  ]);
});

Deno.test("a patch's target is this object alone, though Kustomize reads names as regular expressions", () => {
  const before = object("ServiceEntry", "backend-api.a.example", { spec: { x: 1 } });
  const after = object("ServiceEntry", "backend-api.a.example", { spec: { x: 2 } });
  assert.deepEqual(kustomizationOf([before], [after]).patches![0]!.target, {
    version: "v1",
    kind: "ServiceEntry",
    name: "backend-api\\.a\\.example",
  });
});

Deno.test("an object that only the cluster has is a file of its own", () => {
  const files = overlayFiles("backend", [], [object("HorizontalPodAutoscaler", "backend")]);
  assert.deepEqual(files.map(({ name }) => name), ["kustomization.yaml", "horizontal-pod-autoscaler.yaml"]);
  assert.deepEqual((files[0]!.content as { resources: string[] }).resources, [
    "../../../base/backend",
    "horizontal-pod-autoscaler.yaml",
  ]);
});

Deno.test("an object that only the base has is deleted", () => {
  const { patches } = kustomizationOf([object("Deployment", "backend-canary")], []);
  assert.deepEqual(patches!.map(({ patch }) => parse(patch)), [{
    $patch: "delete",
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "backend-canary", namespace: "backend" },
  }]);
});

Deno.test("the operations of a difference turn the one into the other, named list elements tested", () => {
  const before = { spec: { http: [{ name: "a", x: 1 }, { name: "b", x: [1, 2, 3] }], list: ["p", "q"] } };
  const after = {
    spec: { http: [{ name: "a", x: 2 }, { name: "b", x: [1, 3, 4] }], list: ["q"], new: { "a/b~c": 1 } },
  };
  const copy = structuredClone(before);
  const results = applyPatch(copy, jsonPatch(before, after) as Operation[]);
  assert.ok(results.every((result) => result === null));
  assert.deepEqual(copy, after as unknown);
});

Deno.test("a named element that goes is tested and removed, and those after it read as unchanged", () => {
  const before = { http: [{ name: "forced-1", x: 1 }, { name: "split", x: 2 }, { name: "last", x: 3 }] };
  const after = { http: [{ name: "split", x: 9 }, { name: "last", x: 3 }, { name: "new", x: 4 }] };
  const operations = jsonPatch(before, after);
  assert.deepEqual(operations, [
    { op: "test", path: "/http/1/name", value: "split" },
    { op: "test", path: "/http/0/name", value: "forced-1" },
    { op: "replace", path: "/http/1/x", value: 9 },
    { op: "remove", path: "/http/0" },
    { op: "add", path: "/http/2", value: { name: "new", x: 4 } },
  ]);
  const copy = structuredClone(before);
  assert.ok(applyPatch(copy, operations as Operation[]).every((result) => result === null));
  assert.deepEqual(copy, after);
});

const json = fc.letrec((tie) => ({
  value: fc.oneof(fc.integer(), fc.string(), fc.boolean(), tie("list"), tie("object"), tie("named")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(fc.constantFrom("a", "b", "a/b", "~1", "name", ""), tie("value"), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  named: fc.uniqueArray(
    fc.record({ name: fc.constantFrom("a", "b", "c", "d", "e"), value: tie("value") }, {
      noNullPrototype: true,
    }),
    { selector: (element) => element.name, maxLength: 5 },
  ),
})).object;

Deno.test("any two objects: the patch turns the one into the other", () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const copy = structuredClone(before);
      const results = applyPatch(copy, structuredClone(jsonPatch(before, after)) as Operation[]);
      assert.ok(results.every((result) => result === null));
      assert.deepEqual(copy, after);
    }),
    { numRuns: 500 },
  );
});

const names: readonly [kind: string, name: string, file: string][] = [
  ["Service", "backend-service", "service.yaml"],
  ["Deployment", "backend-canary", "deployment-canary.yaml"],
  ["ServiceAccount", "backend", "service-account.yaml"],
  ["ConfigMap", "backend-config-0123456789", "config-map.yaml"],
  ["ConfigMap", "backend-canary-config-0123456789", "config-map-canary-config.yaml"],
  ["ConfigMap", "backend-files-0123456789", "config-map-files.yaml"],
  ["Job", "backend-0123456789", "job.yaml"],
  ["ServiceEntry", "backend-api-example-com-443", "service-entry-api-example-com-443.yaml"],
  ["ServiceEntry", "backend.api.example.com", "service-entry-api.example.com.yaml"],
  ["HorizontalPodAutoscaler", "backend-stable", "horizontal-pod-autoscaler-stable.yaml"],
];
for (const [kind, name, file] of names) {
  Deno.test(`the file of ${kind} "${name}" is ${file}`, () => {
    assert.deepEqual(fileNames([object(kind, name)], "backend"), [file]);
  });
}

Deno.test("objects that would share a file name get numbers in order", () => {
  const files = fileNames([object("Widget", "backend-0123456789"), object("Widget", "backend")], "backend");
  assert.deepEqual(files, ["widget.yaml", "widget-2.yaml"]);
});
