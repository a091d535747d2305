import assert from "node:assert/strict";
import { type Definitions, openapiSchemas } from "../../toolchain/openapi_schemas.ts";
import { schemaPath } from "../../toolchain/schema_file.ts";

const DEFINITIONS: Definitions = {
  "io.k8s.api.apps.v1.Deployment": {
    description: "gone",
    type: "object",
    required: ["spec"],
    properties: {
      apiVersion: { type: "string" },
      kind: { type: "string" },
      spec: { $ref: "#/definitions/io.k8s.api.apps.v1.DeploymentSpec", description: "gone" },
    },
    "x-kubernetes-group-version-kind": [{ group: "apps", version: "v1", kind: "Deployment" }],
  },
  "io.k8s.api.apps.v1.DeploymentSpec": {
    type: "object",
    properties: {
      replicas: { type: "integer", format: "int32" },
      labels: { type: "object", additionalProperties: { type: "string" } },
      parts: { type: "array", items: { $ref: "#/definitions/Part" } },
      surge: { $ref: "#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString" },
    },
  },
  "Part": { type: "object", properties: { part: { $ref: "#/definitions/Part" }, $ref: { type: "string" } } },
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: "string", format: "int-or-string" },
  "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions": {
    type: "object",
    "x-kubernetes-group-version-kind": [
      { group: "", version: "v1", kind: "DeleteOptions" },
      { group: "apps", version: "v1", kind: "DeleteOptions" },
    ],
  },
  "Unreached": { type: "string" },
};

Deno.test("each kind becomes one closed schema with the definitions it reaches", () => {
  assert.deepEqual(openapiSchemas(DEFINITIONS), [{
    path: "apps/deployment_v1.json",
    schema: {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      required: ["apiVersion", "kind", "spec"],
      properties: {
        apiVersion: { enum: ["apps/v1"] },
        kind: { enum: ["Deployment"] },
        spec: { $ref: "#/definitions/io.k8s.api.apps.v1.DeploymentSpec" },
      },
      additionalProperties: false,
      definitions: {
        "Part": {
          type: "object",
          properties: { part: { $ref: "#/definitions/Part" }, $ref: { type: "string" } },
          additionalProperties: false,
        },
        "io.k8s.api.apps.v1.DeploymentSpec": {
          type: "object",
          properties: {
            replicas: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
            labels: { type: "object", additionalProperties: { type: "string" } },
            parts: { type: "array", items: { $ref: "#/definitions/Part" } },
            surge: { $ref: "#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString" },
          },
          additionalProperties: false,
        },
        "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: ["integer", "string"] },
      },
    },
  }]);
});

Deno.test("kubeconform looks for core kinds under their version, for others under their group", () => {
  assert.equal(schemaPath("", "v1", "Pod"), "v1/pod_v1.json");
  assert.equal(
    schemaPath("networking.istio.io", "v1", "VirtualService"),
    "networking.istio.io/virtualservice_v1.json",
  );
});
