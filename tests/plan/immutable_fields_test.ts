/** What the API server doesn't let change. */
import assert from "node:assert/strict";
import { immutableFields } from "../../lib/plan/immutable_fields.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

type Fields = Readonly<Record<string, unknown>>;

function object(
  kind: string,
  fields: Fields,
  annotations: Readonly<Record<string, string>> = {},
): KubernetesObject {
  return { apiVersion: "v1", kind, metadata: { name: "a", namespace: "a", annotations }, ...fields };
}

const claim = (storage: string, more: Fields = {}) => ({
  spec: { ...more, resources: { requests: { storage } } },
});

const cases: readonly (readonly [
  name: string,
  kind: string,
  before: Fields,
  after: Fields,
  expected: readonly string[],
  annotations?: Readonly<Record<string, string>>,
])[] = [
  ["a Deployment's selector", "Deployment", { spec: { selector: 1 } }, { spec: { selector: 2 } }, [
    "spec.selector",
  ]],
  ["a Deployment's template may", "Deployment", { spec: { template: 1 } }, { spec: { template: 2 } }, []],
  ["a Job's template", "Job", { spec: { template: 1 } }, { spec: { template: 2 } }, ["spec.template"]],
  ["a Job may be suspended", "Job", { spec: { suspend: false } }, { spec: { suspend: true } }, []],
  [
    "a hook's Job is deleted before it is made again",
    "Job",
    { spec: { template: 1 } },
    { spec: { template: 2 } },
    [],
    { "argocd.argoproj.io/hook": "PreSync" },
  ],
  [
    "a hook's Job that is deleted only when it succeeds",
    "Job",
    { spec: { template: 1 } },
    { spec: { template: 2 } },
    ["spec.template"],
    { "argocd.argoproj.io/hook": "PreSync", "argocd.argoproj.io/hook-delete-policy": "HookSucceeded" },
  ],
  [
    "what is replaced by force may",
    "Job",
    { spec: { template: 1 } },
    { spec: { template: 2 } },
    [],
    { "argocd.argoproj.io/sync-options": "Force=true,Replace=true" },
  ],
  [
    "a StatefulSet's claims",
    "StatefulSet",
    { spec: { replicas: 1, volumeClaimTemplates: [1] } },
    { spec: { replicas: 2, volumeClaimTemplates: [2] } },
    ["spec.volumeClaimTemplates"],
  ],
  ["a Service becomes headless", "Service", { spec: {} }, { spec: { clusterIP: "None" } }, [
    "spec.clusterIP",
  ]],
  [
    "a Service's address",
    "Service",
    { spec: { clusterIP: "10.0.0.1" } },
    { spec: { clusterIP: "10.0.0.2" } },
    ["spec.clusterIP"],
  ],
  ["a Service's ports may", "Service", { spec: { ports: [1] } }, { spec: { ports: [2] } }, []],
  [
    "a Service of another type may give up its address",
    "Service",
    { spec: { clusterIP: "10.0.0.1" } },
    { spec: { type: "ExternalName" } },
    [],
  ],
  ["a claim may grow", "PersistentVolumeClaim", claim("1Gi"), claim("2048Mi"), []],
  [
    "a claim may not shrink",
    "PersistentVolumeClaim",
    claim("1Gi"),
    claim("1000Mi"),
    ["spec.resources.requests.storage"],
  ],
  [
    "a claim may not shrink, however its size is written",
    "PersistentVolumeClaim",
    claim("2e9"),
    claim("1G"),
    ["spec.resources.requests.storage"],
  ],
  [
    "a claim's modes",
    "PersistentVolumeClaim",
    claim("1Gi", { accessModes: ["ReadWriteOnce"] }),
    claim("1Gi", { accessModes: ["ReadWriteMany"] }),
    ["spec.accessModes"],
  ],
  ["a binding's role", "RoleBinding", { roleRef: { name: "a" } }, { roleRef: { name: "b" } }, ["roleRef"]],
  ["a ConfigMap that says so", "ConfigMap", { immutable: true, data: 1 }, { immutable: true, data: 2 }, [
    "data",
  ]],
  ["any other ConfigMap may", "ConfigMap", { data: 1 }, { data: 2 }, []],
];

for (const [name, kind, before, after, expected, annotations] of cases) {
  Deno.test(`${name}: ${expected.length === 0 ? "nothing is immutable" : expected.join(", ")}`, () => {
    const change = {
      key: "a",
      application: "a",
      before: object(kind, before, annotations),
      after: object(kind, after, annotations),
    };
    assert.deepEqual(immutableFields(change), expected);
    assert.deepEqual(immutableFields({ ...change, before: undefined }), []);
    assert.deepEqual(immutableFields({ ...change, after: undefined }), []);
  });
}
