import assert from "node:assert/strict";
import { originOf } from "../../lib/rules/origin.ts";

const file = "services/backend.ts";
const clusterFile = "overlays/lab.ts";
const name = "backend";

const written = [
  ["a value that no cluster changes", {}, ["replicas"], file],
  ["a value that the cluster sets", { replicas: 1 }, ["replicas"], clusterFile],
  ["a key that the cluster adds to an object", { config: { A: "1" } }, ["config", "A"], clusterFile],
  ["a key beside the one that the cluster adds", { config: { A: "1" } }, ["config", "B"], file],
  [
    "an element of a list that the cluster replaces",
    { canary: { steps: [1] } },
    ["canary", "steps", 2],
    clusterFile,
  ],
  [
    "a part of what the cluster replaces by another kind of value",
    { canary: false },
    ["canary", "image"],
    clusterFile,
  ],
  ["the whole service", { replicas: 1 }, [], file],
  ["a key that only every object has", { config: { A: "1" } }, ["config", "toString"], file],
] as const;

for (const [what, difference, path, expected] of written) {
  Deno.test(`${what} comes from ${expected}`, () => {
    const origin = originOf({ name, file, clusterFile, difference: difference as never }, path);
    const way = expected === clusterFile ? ["services", name, ...path] : path;
    assert.deepEqual(origin, { file: expected, path: way });
  });
}

Deno.test("a service that no cluster changes comes from its file", () => {
  const service = { name, file, clusterFile, difference: undefined };
  assert.deepEqual(originOf(service, ["replicas"]), { file, path: ["replicas"] });
});
