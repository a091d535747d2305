import assert from "node:assert/strict";
import { argocdPath, basePath, partPath, servicePath } from "../../lib/argocd/paths.ts";

Deno.test("paths are those of the rendered tree", () => {
  assert.deepEqual([
    basePath("backend"),
    servicePath("lab", "backend"),
    partPath("lab", "mesh"),
    argocdPath("lab"),
  ], [
    "clusters/base/backend",
    "clusters/lab/services/backend",
    "clusters/lab/platform/mesh",
    "clusters/lab/argocd",
  ]);
});
