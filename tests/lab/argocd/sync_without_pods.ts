/**
 * Brings a lab up to the point where Argo CD syncs, with Argo CD's processes instead of its pods, and prints what came
 * of it as JSON. Nothing runs in pods, so it goes as far as the Applications that need no mesh.
 *
 * Argument: the folder to push; it holds `clusters/`.
 *
 * @module
 */

import {
  argocdSteps,
  commitToReach,
  pushToLab,
  readLabTree,
  withClusterApi,
} from "../../../lab/argocd/argocd_steps.ts";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import { refreshApplications } from "../../../lab/argocd/read_applications.ts";
import { waitForApplications } from "../../../lab/argocd/wait_for_applications.ts";
import type { PushResult } from "../../../lab/git/push_working_tree.ts";
import { layoutOf } from "../../../lab/process/layout.ts";
import { processEngine } from "../../../lab/process/process_engine.ts";
import { STEPS } from "../../../lab/process/steps.ts";
import { ARGO_CD_PROCESSES } from "./argocd_processes.ts";
import { sayPodsAreReady } from "./ready_pods.ts";

/** The Applications that sync without a mesh: every kind of source is among them. */
const WITHOUT_MESH = ["argocd-settings", "argocd", "namespaces", "istio-base", "istio-cni", "istiod"];

const [workingTree = ""] = Deno.args;
const labTree = { workingTree, cluster: "lab" };
const layout = layoutOf((name) => Deno.env.get(name));

async function waitAt(api: ClusterApi, push: PushResult): Promise<Readonly<Record<string, string>>> {
  const { tree } = await readLabTree(labTree);
  const repoURL = tree.root.spec.source?.repoURL ?? "";
  const limits = tree.applications.map(({ metadata }) => metadata.name)
    .filter((name) => !WITHOUT_MESH.includes(name))
    .map((application) => ({ application, reason: "it needs a mesh" }));
  // Argo CD looks at the health of CustomResourceDefinitions only when it compares.
  const refreshing = setInterval(() => void refreshApplications(api, "argocd").catch(() => {}), 5_000);
  try {
    const request = {
      api,
      expected: tree.applications,
      limits,
      timeout: 600,
      commit: commitToReach(layout, repoURL, push),
    };
    const rows = await waitForApplications(request);
    return Object.fromEntries(rows.map(({ name, sync, health }) => [name, `${sync} ${health}`]));
  } finally {
    clearInterval(refreshing);
  }
}

async function labelOf(api: ClusterApi): Promise<string | undefined> {
  const namespace = await api.read({ apiVersion: "v1", kind: "Namespace", metadata: { name: "ml" } });
  return namespace?.metadata.labels?.["example.com/pushed"];
}

if (import.meta.main) {
  const own = argocdSteps(labTree);
  const others = STEPS.filter(({ name }) => !own.some((step) => step.name === name));
  const engine = processEngine(layout, { steps: [...others, ...own, ARGO_CD_PROCESSES] });
  await engine.up({
    onProgress: ({ step, state, detail }) => state === "begun" || console.log(`${state} ${step} ${detail}`),
  });
  await withClusterApi(layout, async (api) => {
    await using _pods = sayPodsAreReady(layout, api, ["argocd", "istio-system", "kube-system"]);
    const first = await pushToLab(layout, labTree);
    const states = await waitAt(api, first);
    const before = await labelOf(api);

    const file = `${workingTree}/clusters/lab/platform/namespaces/namespace-ml.yaml`;
    const text = await Deno.readTextFile(file);
    await Deno.writeTextFile(file, text.replace("  labels:\n", "  labels:\n    example.com/pushed: once\n"));
    const second = await pushToLab(layout, labTree);
    await refreshApplications(api, "argocd");
    await waitAt(api, second);
    const after = await labelOf(api);
    const synced = Object.fromEntries(WITHOUT_MESH.map((name) => [name, states[name]]));
    console.log(JSON.stringify({ synced, before: before ?? null, after: after ?? null }));
  });
  Deno.exit(0);
}
