import assert from "node:assert/strict";
import { argocdName } from "../../lib/argocd/names.ts";
import { clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";

Deno.test("a cluster's own Argo CD has plain names, a hub those of many clusters", () => {
  assert.equal(argocdName(clusterModel({}), "backend"), "backend");
  assert.equal(argocdName(hubClusterModel({}), "backend"), "prod-backend");
});
