import assert from "node:assert/strict";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { refreshApplications } from "../../../lab/argocd/read_applications.ts";
import { LabError } from "../../../lab/lab_error.ts";

const application = (name: string): KubernetesObject => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Application",
  metadata: { name, namespace: "argocd" },
});

/** An API server whose list is older than what it holds. A mock: the moment between the two can't be had for sure. */
function api(listed: readonly string[], held: readonly string[], refused: readonly string[] = []) {
  const merged: string[] = [];
  const part: Partial<ClusterApi> = {
    list: () => Promise.resolve(listed.map(application)),
    read: ({ metadata: { name } }) => Promise.resolve(held.includes(name) ? application(name) : undefined),
    merge: ({ metadata: { name } }) => {
      if (!held.includes(name) || refused.includes(name)) return Promise.reject(new LabError(`no ${name}`));
      merged.push(name);
      return Promise.resolve();
    },
  };
  return { api: part as ClusterApi, merged };
}

Deno.test("an Application that goes while others are asked to look is passed over", async () => {
  const { api: server, merged } = api(["one", "gone", "two"], ["one", "two"]);
  await refreshApplications(server, "argocd");
  assert.deepEqual(merged, ["one", "two"]);
});

Deno.test("one that is there and refuses is told", async () => {
  const { api: server } = api(["one", "two"], ["one", "two"], ["one"]);
  await assert.rejects(refreshApplications(server, "argocd"), /no one/);
});
