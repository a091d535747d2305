import { isFields } from "../raw_objects.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** What makes an object this object, and what finds its pods. */
const identity = /^\/(apiVersion|kind|metadata(\/(name|namespace))?|spec\/selector(\/.*)?)$/;

/** MESH177: a patch that makes another object of its target. */
export const patchIdentity: DefinitionRule = {
  code: "MESH177",
  name: "patch-identity",
  severity: "error",
  over: "definition",
  about: ["patches"],
  summary: "A patch changes an object's kind, name, namespace or selector",
  reason:
    "Everything else refers to the object by these: routes, policies, Argo CD. Kubernetes lets nobody " +
    "change them on an object that exists.",
  fix: "Change the service's own fields, or add an object of your own with `objects`.",
  example: {
    wrong: `patches: [{
  target: { kind: "Service" },
  operations: [{ op: "replace", path: "/metadata/name", value: "api" }],
}],`,
    right: `serviceName: "api",`,
  },
  *check({ patches }) {
    for (const [index, { operations }] of patches.entries()) {
      for (const [position, operation] of operations.entries()) {
        if (!isFields(operation) || operation.op === "test" || typeof operation.path !== "string") continue;
        if (!identity.test(operation.path)) continue;
        const path = ["patches", index, "operations", position, "path"];
        yield at(path, `is ${JSON.stringify(operation.path)}, which others refer to and nobody may change`);
      }
    }
  },
};
