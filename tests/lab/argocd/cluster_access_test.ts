import assert from "node:assert/strict";
import { stringify } from "@std/yaml";
import { collectionPath, objectPath } from "../../../lab/argocd/api_resources.ts";
import { readKubeconfig } from "../../../lab/argocd/cluster_access.ts";
import { LabError } from "../../../lab/lab_error.ts";
import { kubeconfigText } from "../../../lab/process/kubeconfig.ts";

Deno.test("the lab's own kubeconfig is read back", () => {
  const client = { certificate: "certificate", key: "key" };
  const text = kubeconfigText({ server: "https://127.0.0.1:1", authority: "authority", client });
  assert.deepEqual(readKubeconfig(text), {
    server: "https://127.0.0.1:1",
    authority: "authority",
    ...client,
  });
});

Deno.test("a kubeconfig of files is refused", () => {
  const text = stringify({
    "current-context": "c",
    contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server: "https://h", "certificate-authority": "/ca.crt" } }],
    users: [{ name: "u", user: { token: "t" } }],
  });
  assert.throws(() => readKubeconfig(text), LabError);
});

const RESOURCES = [
  { name: "deployments/status", kind: "Deployment", namespaced: true },
  { name: "deployments", kind: "Deployment", namespaced: true },
  { name: "namespaces", kind: "Namespace", namespaced: false },
];
const APPS = { apiVersion: "apps/v1", kind: "Deployment" };
const CORE = { apiVersion: "v1", kind: "Namespace" };

Deno.test("paths of objects and of lists", () => {
  assert.equal(collectionPath(APPS, RESOURCES), "/apis/apps/v1/deployments");
  assert.equal(collectionPath(APPS, RESOURCES, "ml"), "/apis/apps/v1/namespaces/ml/deployments");
  const path = objectPath({ ...APPS, metadata: { name: "ml", namespace: "ml" } }, RESOURCES);
  assert.equal(path, "/apis/apps/v1/namespaces/ml/deployments/ml");
  assert.equal(objectPath({ ...CORE, metadata: { name: "ml" } }, RESOURCES), "/api/v1/namespaces/ml");
});

Deno.test("a kind that the cluster lacks, and a namespace that is not named, are errors", () => {
  assert.throws(
    () => collectionPath({ apiVersion: "apps/v1", kind: "Nothing" }, RESOURCES),
    /no such kind in apps\/v1/,
  );
  assert.throws(() => objectPath({ ...APPS, metadata: { name: "ml" } }, RESOURCES), /names no namespace/);
});
