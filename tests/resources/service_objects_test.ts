import assert from "node:assert/strict";
import { serviceObjects } from "../../lib/resources/service_objects.ts";
import { serviceModel } from "./service_model_fixture.ts";

const raw = (metadata: Record<string, unknown>) => ({ apiVersion: "v1", kind: "ConfigMap", metadata });

const rendered = (object: unknown) =>
  serviceObjects(serviceModel({ namespace: "vision", objects: [object] })).at(-1);

Deno.test("a raw object stands in the service's namespace, and is otherwise rendered as it is", () => {
  assert.deepEqual(rendered({ ...raw({ name: "extra", labels: { a: "b" } }), data: { c: "d" } }), {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "extra", namespace: "vision", labels: { a: "b" } },
    data: { c: "d" },
  });
});

Deno.test("a raw object that says a namespace keeps it", () => {
  assert.deepEqual(
    rendered(raw({ name: "extra", namespace: "vision" })),
    raw({ name: "extra", namespace: "vision" }),
  );
});

Deno.test("what isn't an object of the API is left as it is, since a rule refuses it", () => {
  for (const wrong of [null, 5, "text", {}, { metadata: null }, { metadata: [] }]) {
    assert.deepEqual(rendered(wrong), wrong);
  }
});

Deno.test("every object of a service is in its namespace", () => {
  const objects = serviceObjects(serviceModel({ namespace: "vision", objects: [raw({ name: "extra" })] }));
  assert.deepEqual([...new Set(objects.map(({ metadata }) => metadata.namespace))], ["vision"]);
});
