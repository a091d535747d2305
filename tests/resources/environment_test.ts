import assert from "node:assert/strict";
import { environment } from "../../lib/resources/environment.ts";
import { versionModel } from "./service_model_fixture.ts";

const cases = [
  ["text", "8080", { value: "8080" }],
  ["empty text", "", { value: "" }],
  [
    "a key of a Secret",
    { secret: "credentials", key: "token" },
    { valueFrom: { secretKeyRef: { name: "credentials", key: "token" } } },
  ],
  [
    "a key of a Secret that may be missing",
    { secret: "credentials", key: "token", optional: true },
    { valueFrom: { secretKeyRef: { name: "credentials", key: "token", optional: true } } },
  ],
  ["a field of the pod", { field: "status.podIP" }, {
    valueFrom: { fieldRef: { fieldPath: "status.podIP" } },
  }],
  [
    "a resource of the container",
    { resource: "limits.memory" },
    { valueFrom: { resourceFieldRef: { resource: "limits.memory" } } },
  ],
] as const;

for (const [what, written, rendered] of cases) {
  Deno.test(`a variable may be ${what}`, () => {
    assert.deepEqual(environment(versionModel({ env: { X: written } })), [{ name: "X", ...rendered }]);
  });
}

Deno.test("variables keep the catalogue's order, since one may refer to those before it", () => {
  const env = { PORT: "8080", HOST: "localhost", ADDRESS: "$(HOST):$(PORT)" };
  assert.deepEqual(environment(versionModel({ env })).map(({ name }) => name), ["PORT", "HOST", "ADDRESS"]);
});
