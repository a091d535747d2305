import assert from "node:assert/strict";
import { crdSchemas, type CustomResourceDefinition } from "../../toolchain/crd_schemas.ts";
import { type Definitions, OBJECT_META } from "../../toolchain/openapi_schemas.ts";
import type { JsonSchema } from "../../toolchain/schema_file.ts";
import { parseCrds } from "../../toolchain/schemas.ts";

const META: Definitions = {
  [OBJECT_META]: { type: "object", properties: { name: { type: "string" } } },
  unrelated: { type: "string" },
};

const TEXT = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: wheels.car.example}
spec:
  group: car.example
  names: {kind: Wheel, plural: wheels}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            properties:
              size: {type: integer}
  - name: v1alpha1
    served: false
    storage: false
    schema: {openAPIV3Schema: {type: object}}
---
apiVersion: v1
kind: ConfigMap
---
`;

Deno.test("each served version becomes one file where kubeconform looks for it", () => {
  const crds = parseCrds(TEXT);
  assert.equal(crds.length, 1);
  assert.deepEqual(crds.flatMap((crd) => crdSchemas(crd, META)), [{
    path: "car.example/wheel_v1.json",
    schema: {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      properties: {
        apiVersion: { enum: ["car.example/v1"] },
        kind: { enum: ["Wheel"] },
        metadata: { $ref: `#/definitions/${OBJECT_META}` },
        spec: { type: "object", properties: { size: { type: "integer" } }, additionalProperties: false },
      },
      required: ["apiVersion", "kind", "metadata", "spec"],
      additionalProperties: false,
      definitions: {
        [OBJECT_META]: {
          type: "object",
          properties: { name: { type: "string" } },
          additionalProperties: false,
        },
      },
    },
  }]);
});

Deno.test("a text without a definition is an error, not an empty set of schemas", () => {
  assert.throws(() => parseCrds("kind: ConfigMap\n"), /Cannot find a CustomResourceDefinition/);
});

const CASES: Readonly<Record<string, readonly [JsonSchema, JsonSchema]>> = {
  "an object is closed": [
    { type: "object", properties: { a: { type: "string", description: "gone", default: "x" } } },
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
  ],
  "an object without fields admits none, as the API server keeps none": [
    { type: "object" },
    { type: "object", additionalProperties: false },
  ],
  "preserved unknown fields leave an object open, and its own objects closed": [
    {
      type: "object",
      "x-kubernetes-preserve-unknown-fields": true,
      properties: { a: { type: "object", properties: {} } },
    },
    { type: "object", properties: { a: { type: "object", properties: {}, additionalProperties: false } } },
  ],
  "a map keeps the schema of its values": [
    { type: "object", additionalProperties: { type: "object", properties: { a: { type: "string" } } } },
    {
      type: "object",
      additionalProperties: {
        type: "object",
        properties: { a: { type: "string" } },
        additionalProperties: false,
      },
    },
  ],
  "an integer or string is either": [
    {
      anyOf: [{ type: "integer" }, { type: "string" }],
      "x-kubernetes-int-or-string": true,
      pattern: "^\\d+$",
    },
    { pattern: "^\\d+$", type: ["integer", "string"], anyOf: [{ type: "integer" }, { type: "string" }] },
  ],
  "nullable admits null beside what is described": [
    { type: "object", nullable: true, properties: {} },
    { anyOf: [{ type: "null" }, { type: "object", properties: {}, additionalProperties: false }] },
  ],
  "a required field with a default may be left out": [
    { type: "object", required: ["a", "b"], properties: { a: { type: "string", default: "x" }, b: {} } },
    {
      type: "object",
      required: ["b"],
      properties: { a: { type: "string" }, b: {} },
      additionalProperties: false,
    },
  ],
  "conditions are kept and not closed": [
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      oneOf: [{ required: ["a"], properties: { a: {} } }, { not: { anyOf: [{ required: ["b"] }] } }],
    },
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      oneOf: [{ required: ["a"], properties: { a: {} } }, { not: { anyOf: [{ required: ["b"] }] } }],
      additionalProperties: false,
    },
  ],
  "exclusive bounds are said in the words of JSON schema": [
    { type: "integer", minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
    { type: "integer", exclusiveMinimum: 0, maximum: 9 },
  ],
  "32 bits have bounds": [
    { type: "integer", format: "int32", minimum: 1 },
    { type: "integer", format: "int32", minimum: 1, maximum: 2147483647 },
  ],
  "an embedded object has the fields of every object": [
    { type: "object", "x-kubernetes-embedded-resource": true, properties: { spec: { type: "string" } } },
    {
      type: "object",
      properties: {
        apiVersion: { type: "string" },
        kind: { type: "string" },
        metadata: { type: "object" },
        spec: { type: "string" },
      },
      additionalProperties: false,
    },
  ],
};

for (const [name, [given, wanted]] of Object.entries(CASES)) {
  Deno.test(`${name}`, () => {
    const crd: CustomResourceDefinition = {
      kind: "CustomResourceDefinition",
      spec: {
        group: "g",
        names: { kind: "K" },
        versions: [{
          name: "v1",
          served: true,
          schema: { openAPIV3Schema: { type: "object", properties: { field: given } } },
        }],
      },
    };
    const [file] = crdSchemas(crd, META);
    assert.deepEqual((file?.schema["properties"] as JsonSchema)["field"], wanted);
  });
}
