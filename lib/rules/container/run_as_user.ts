import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** The sidecar's user and group, whose traffic is not sent through the sidecar. Source: Istio. */
const sidecarId = 1337;

/** MESH106: a process that runs as root or as the sidecar. */
export const runAsUser: DefinitionRule = {
  code: "MESH106",
  name: "run-as-user",
  severity: "error",
  over: "definition",
  about: ["security"],
  summary: "A container runs as root, or as the sidecar's user or group",
  reason: "Root in a container is one mistake away from root on the node, and the namespace's pod-security " +
    "standard refuses it. What runs as 1337 isn't sent through the sidecar: no mutual TLS, no policy.",
  fix: "Choose another id, or leave it out for 10001.",
  example: {
    wrong: `security: { runAsUser: 0 },`,
    right: `security: { runAsUser: 1000 },`,
  },
  *check({ mesh, written: { security } }) {
    if (security === undefined) return;
    if (security.runAsUser === 0) yield at(["security", "runAsUser"], "is 0, must not be root");
    for (const field of ["runAsUser", "runAsGroup"] as const) {
      if (mesh && security[field] === sidecarId) {
        yield at(
          ["security", field],
          `is ${sidecarId}, which is the sidecar's: its traffic bypasses the mesh`,
        );
      }
    }
  },
};
