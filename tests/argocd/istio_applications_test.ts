import assert from "node:assert/strict";
import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application";
import { chartRepository, istioApplications } from "../../lib/argocd/istio_applications.ts";
import { clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";
import { read } from "../resources/read_object.ts";

const applications = (cluster: Parameters<typeof istioApplications>[0]) =>
  istioApplications(cluster).map((object) => read<IApplication>(object));

Deno.test("Istio's charts are installed one after the other, each at the cluster's version", () => {
  assert.deepEqual(
    applications(clusterModel({})).map(({ metadata, spec: { source, destination } }) => [
      metadata.annotations["argocd.argoproj.io/sync-wave"],
      metadata.name,
      source.chart,
      source.targetRevision,
      source.helm.releaseName,
      destination.namespace,
    ]),
    [
      ["-5", "istio-base", "base", "1.31.0", "istio-base", "istio-system"],
      ["-4", "istio-cni", "cni", "1.31.0", "istio-cni", "kube-system"],
      ["-4", "istiod", "istiod", "1.31.0", "istiod", "istio-system"],
      ["-3", "istio-ingress", "gateway", "1.31.0", "istio-ingress", "istio-ingress"],
    ],
  );
});

Deno.test("in a hub the Application is called after its cluster, but not the release: its objects are named by that", () => {
  const [, , istiod] = applications(hubClusterModel({}));
  assert.equal(istiod?.metadata.name, "prod-istiod");
  assert.equal(istiod?.spec.source.helm.releaseName, "istiod");
});

Deno.test("istiod's certificate in its webhooks is no difference", () => {
  assert.deepEqual(
    applications(clusterModel({})).map(({ spec }) => spec.ignoreDifferences?.map(({ kind }) => kind)),
    [
      ["ValidatingWebhookConfiguration"],
      undefined,
      ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
      undefined,
    ],
  );
  assert.deepEqual(applications(clusterModel({}))[0]?.spec.ignoreDifferences, [{
    group: "admissionregistration.k8s.io",
    kind: "ValidatingWebhookConfiguration",
    jqPathExpressions: [".webhooks[]?.clientConfig.caBundle"],
  }]);
});

Deno.test("charts come from a Helm repository by name, and from an OCI registry each from its own", () => {
  const oci = clusterModel({ istio: { version: "1.31.0", charts: "oci://registry.example/istio/" } });
  assert.equal(chartRepository(oci, "istiod"), "oci://registry.example/istio/istiod");
  assert.equal(chartRepository(clusterModel({}), "istiod"), "https://charts.example/istio");
  const [base] = applications(oci);
  assert.equal(base?.spec.source.repoURL, "oci://registry.example/istio/base");
  assert.equal(base?.spec.source.path, ".");
  assert.ok(!("chart" in base!.spec.source));
  assert.ok(!("path" in applications(clusterModel({}))[0]!.spec.source));
});

Deno.test("no chart takes its objects along", () => {
  for (const { metadata } of applications(clusterModel({}))) {
    assert.ok(!("finalizers" in metadata), metadata.name);
  }
});
