import { callsOf } from "../calls.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH048: a caller without an identity. */
export const callFromOutsideMesh: ServiceRule = {
  code: "MESH048",
  name: "call-from-outside-mesh",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A service outside the mesh calls one inside",
  reason:
    "Inside, every connection is mutual TLS. Without a sidecar the caller has no certificate, and is cut " +
    "off.",
  fix: "Set `mesh: true` at the caller, or `mesh: false` at the callee too.",
  example: {
    wrong: `mesh: false,\ncalls: ["model"],\n// services/model.ts`,
    right: `calls: ["model"],\n// services/model.ts`,
  },
  *check(service, view) {
    if (service.mesh) return;
    for (const { callee, path } of callsOf(service, view)) {
      if (callee === undefined || !callee.mesh) continue;
      const text = `is ${
        JSON.stringify(callee.name)
      }, which takes mutual TLS only, but this service is outside the mesh`;
      yield at(path, text, `set mesh: true here, or mesh: false in ${callee.file}`);
    }
  },
};
