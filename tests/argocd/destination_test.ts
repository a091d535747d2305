import assert from "node:assert/strict";
import { argocdDestination, destinationIn } from "../../lib/argocd/destination.ts";
import { clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";

Deno.test("an Argo CD in the cluster goes by address, a hub by the name that it knows the cluster under", () => {
  assert.deepEqual(destinationIn(clusterModel({}), "ml"), {
    server: "https://kubernetes.default.svc",
    namespace: "ml",
  });
  assert.deepEqual(destinationIn(hubClusterModel({}), "ml"), { name: "prod-eu", namespace: "ml" });
});

Deno.test("Argo CD itself is where it runs, also for the clusters of a hub", () => {
  for (const cluster of [clusterModel({}), hubClusterModel({})]) {
    assert.deepEqual(argocdDestination(cluster), {
      server: "https://kubernetes.default.svc",
      namespace: "argocd",
    });
  }
});
