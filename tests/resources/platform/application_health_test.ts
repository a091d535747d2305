import assert from "node:assert/strict";
import { parseAll } from "@std/yaml";
import { argocdSettings } from "../../../lib/resources/platform/argocd_settings.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { applicationHealth } from "../../../lib/resources/platform/application_health.ts";
import { type Json, runHealthScript } from "./run_health_script.ts";

const health = (application: Json) => runHealthScript(applicationHealth, application);

const git = {
  repoURL: "https://git.example/p.git",
  path: "clusters/lab/platform/mesh",
  targetRevision: "main",
};
const chart = { repoURL: "https://charts.example", chart: "istiod", targetRevision: "1.31.0" };
const automated = { syncPolicy: { automated: { prune: true } } };
const metadata = { name: "mesh", namespace: "argocd" };
const known = (status: string, sync: string, source: Json) => ({
  health: { status },
  sync: { status: sync, comparedTo: { source } },
});

const waitingForComparison = ["Progressing", "Waiting for the first comparison"];
const waitingForSource = ["Progressing", "Waiting for a comparison with the new source"];
const waitingForSync = ["Progressing", "Waiting to be synced"];

for (
  const [what, application, expected] of [
    ["that nobody has looked at", { metadata, spec: { source: git } }, waitingForComparison],
    [
      "whose health isn't known",
      { metadata, spec: { source: git }, status: { sync: { status: "Synced" } } },
      waitingForComparison,
    ],
    [
      "that is synced and healthy",
      { metadata, spec: { source: git, ...automated }, status: known("Healthy", "Synced", git) },
      ["Healthy", ""],
    ],
    [
      "of a chart that is synced and healthy",
      { metadata, spec: { source: chart, ...automated }, status: known("Healthy", "Synced", chart) },
      ["Healthy", ""],
    ],
    [
      "of which only the old version is known",
      {
        metadata,
        spec: { source: { ...chart, targetRevision: "1.32.0" }, ...automated },
        status: known("Healthy", "Synced", chart),
      },
      waitingForSource,
    ],
    [
      "whose objects don't exist yet but that counts as healthy",
      { metadata, spec: { source: git, ...automated }, status: known("Healthy", "OutOfSync", git) },
      waitingForSync,
    ],
    [
      "that a person syncs",
      {
        metadata,
        spec: { source: git, syncPolicy: { retry: {} } },
        status: known("Healthy", "OutOfSync", git),
      },
      ["Healthy", ""],
    ],
    [
      "that is degraded, in sync or not",
      { metadata, spec: { source: git, ...automated }, status: known("Degraded", "OutOfSync", git) },
      ["Degraded", ""],
    ],
    [
      "that owns itself, whatever its state",
      {
        metadata: {
          name: "root",
          namespace: "argocd",
          annotations: { "argocd.argoproj.io/tracking-id": "root:argoproj.io/Application:argocd/root" },
        },
        spec: { source: git, ...automated },
        status: known("Missing", "OutOfSync", git),
      },
      ["Healthy", "Keeps itself"],
    ],
    [
      "that another with a longer name owns",
      {
        metadata: {
          name: "root",
          namespace: "argocd",
          annotations: { "argocd.argoproj.io/tracking-id": "rooty:argoproj.io/Application:argocd/root" },
        },
        spec: { source: git },
      },
      waitingForComparison,
    ],
  ] as const
) {
  Deno.test(`an Application ${what} is ${expected[0]}`, () => {
    assert.deepEqual(health(application), expected);
  });
}

Deno.test("what the how-to tells a hub to put into argocd-cm is what a cluster with its own Argo CD gets", () => {
  const page = Deno.readTextFileSync("docs/how-to/bootstrap-a-cluster.md");
  const blocks = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => text!);
  const maps = blocks.flatMap((text) => parseAll(text) as { metadata: { name: string }; data: Json }[])
    .filter(({ metadata }) => metadata.name === "argocd-cm");
  assert.equal(maps.length, 1);
  const settings = argocdSettings(clusterModel({})).find(({ metadata }) => metadata.name === "argocd-cm");
  const { data } = settings as unknown as { data: Record<string, string> };
  const keys = [
    "application.resourceTrackingMethod",
    "resource.customizations.health.apiextensions.k8s.io_CustomResourceDefinition",
    "resource.customizations.health.argoproj.io_Application",
  ];
  assert.deepEqual(maps[0]!.data, Object.fromEntries(keys.map((key) => [key, data[key]])));
  assert.equal(data[keys[2]!], applicationHealth);
});
