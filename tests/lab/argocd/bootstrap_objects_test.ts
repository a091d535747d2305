import assert from "node:assert/strict";
import { bootstrapObjects } from "../../../lab/argocd/bootstrap_objects.ts";
import { asKustomization } from "../../../lab/argocd/kustomize_build.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";

function object(kind: string, name: string): KubernetesObject {
  return { apiVersion: "v1", kind, metadata: { name, namespace: "argocd" } };
}

const INSTALL = [
  object("Deployment", "argocd-server"),
  object("CustomResourceDefinition", "applications.argoproj.io"),
  object("ConfigMap", "argocd-tls-certs-cm"),
  object("Secret", "argocd-secret"),
];

const BOOTSTRAP = bootstrapObjects({
  namespace: { apiVersion: "v1", kind: "Namespace", metadata: { name: "argocd" } },
  install: INSTALL,
  settings: [object("ConfigMap", "argocd-cm")],
  root: [object("AppProject", "root"), object("Application", "root")],
  secrets: { serverSecretKey: "key", redisPassword: "password" },
  certificates: { "github.com": "PEM" },
});

Deno.test("definitions come first, then the namespace, then what pods need, then what makes pods", () => {
  assert.deepEqual(BOOTSTRAP.definitions.map(({ metadata }) => metadata.name), ["applications.argoproj.io"]);
  assert.deepEqual(BOOTSTRAP.components.map(({ kind, metadata }) => `${kind} ${metadata.name}`), [
    "Namespace argocd",
    "Secret argocd-redis",
    "ConfigMap argocd-cm",
    "ConfigMap argocd-tls-certs-cm",
    "Secret argocd-secret",
    "Deployment argocd-server",
  ]);
});

Deno.test("nothing but secrets and certificates is added to what Git has", () => {
  const added = BOOTSTRAP.components.filter((component) => !INSTALL.includes(component))
    .map(({ metadata, ...rest }) => [metadata.name, rest["data"] ?? rest["stringData"]]);
  assert.deepEqual(Object.fromEntries(added), {
    "argocd": undefined,
    "argocd-cm": undefined,
    "argocd-redis": { auth: "password" },
    "argocd-secret": { "server.secretkey": "key" },
    "argocd-tls-certs-cm": { "github.com": "PEM" },
    "argocd-server": undefined,
  });
});

Deno.test("the Application's kustomize options act on Argo CD's own manifests", () => {
  const options = { namespace: "argocd", patches: [{ patch: "p", target: { kind: "ConfigMap" } }] };
  assert.deepEqual(asKustomization(options, "../cluster-install"), {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: ["../cluster-install"],
    ...options,
  });
});

Deno.test("an option that Argo CD spells differently from kustomize is refused", () => {
  assert.throws(() => asKustomization({ commonLabels: {} }, "../x"), /kustomize\.commonLabels is not known/);
});
