import assert from "node:assert/strict";
import type { Application } from "../../../lab/argocd/application.ts";
import { listenersOf, routeSite } from "../../../lab/argocd/site.ts";
import { siteNames } from "../../../lab/argocd/site_names.ts";
import { sourcesOf } from "../../../lab/argocd/sources.ts";

const REPOSITORY = "http://gitea.gitea.svc.cluster.local:3000/3rvision/platform.git";
const CHARTS = "https://istio-release.storage.googleapis.com/charts";
const ARGO_CD = "https://github.com/argoproj/argo-cd.git";

function application(name: string, repoURL: string, targetRevision: string): Application {
  const metadata = { name };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata,
    spec: { source: { repoURL, targetRevision } },
  };
}

Deno.test("the tree's repository, Argo CD's manifests and Istio's charts are served, each once", () => {
  const { served, refused } = sourcesOf([
    application("root", REPOSITORY, "main"),
    application("backend", REPOSITORY, "main"),
    application("argocd", ARGO_CD, "v3.2.6"),
    application("istiod", CHARTS, "1.31.0"),
  ], REPOSITORY);
  assert.deepEqual(served.map(({ url, kind }) => [url, kind]), [
    [REPOSITORY, "working tree"],
    [ARGO_CD, "Argo CD's manifests"],
    [CHARTS, "Istio's charts"],
  ]);
  assert.deepEqual(refused, []);
});

for (
  const [url, revision, reason] of [
    [ARGO_CD, "v3.3.0", '"v3.3.0" is not served here, only "v3.2.6" is'],
    [CHARTS, "1.30.0", '"1.30.0" is not served here, only "1.31.0" is'],
    ["https://charts.example", "1.0.0", "nothing here serves that URL"],
  ] as const
) {
  Deno.test(`${url} at ${revision} is named as not served`, () => {
    const { served, refused } = sourcesOf([application("extra", url, revision)], REPOSITORY);
    assert.deepEqual(served, []);
    assert.deepEqual(refused, [{ application: "extra", url, reason }]);
  });
}

const SITES = [
  { url: REPOSITORY, kind: "git", folder: "/a" },
  { url: CHARTS, kind: "charts", folder: "/b" },
] as const;

for (
  const [url, folder, path] of [
    [`${REPOSITORY}/info/refs?service=git-upload-pack`, "/a", "/info/refs"],
    [`${CHARTS}/index.yaml`, "/b", "/index.yaml"],
    [CHARTS.replace(".com/", ".com:443/") + "/base-1.31.0.tgz", "/b", "/base-1.31.0.tgz"],
    [`${REPOSITORY}x/info/refs`, undefined, undefined],
    [`${CHARTS.replace("https", "http")}/index.yaml`, undefined, undefined],
    ["http://gitea.gitea.svc.cluster.local:3001/3rvision/platform.git/HEAD", undefined, undefined],
  ] as const
) {
  Deno.test(`a request for ${url} goes to ${folder ?? "nothing"}`, () => {
    const routed = routeSite(SITES, url);
    assert.deepEqual([routed?.site.folder, routed?.path], [folder, path]);
  });
}

Deno.test("the server listens on the ports of the URLs", () => {
  assert.deepEqual(listenersOf([...SITES, { url: ARGO_CD }]), [
    { port: 3000, tls: false },
    { port: 443, tls: true },
  ]);
});

Deno.test("a name of the cluster's domain is a Service, any other a name of the DNS server", () => {
  const { objects, names } = siteNames([{ url: REPOSITORY }, { url: CHARTS }, { url: ARGO_CD }]);
  assert.deepEqual(names, {
    "istio-release.storage.googleapis.com": ["10.244.0.1"],
    "github.com": ["10.244.0.1"],
  });
  assert.deepEqual(
    objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ""}/${metadata.name}`),
    [
      "Namespace /gitea",
      "Service gitea/gitea",
      "EndpointSlice gitea/gitea-node",
    ],
  );
  const [, service, slice] = objects;
  assert.equal((service?.["spec"] as Record<string, unknown>)["selector"], undefined);
  assert.equal(slice?.metadata.labels?.["kubernetes.io/service-name"], "gitea");
  assert.deepEqual(slice?.["ports"], [{ name: "port-3000", port: 3000, protocol: "TCP" }]);
});
