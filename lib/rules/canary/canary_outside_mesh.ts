import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH018: a canary of a service without sidecar. */
export const canaryOutsideMesh: DefinitionRule = {
  code: "MESH018",
  name: "canary-outside-mesh",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A canary of a service outside the mesh",
  reason:
    "Its pods report no metrics by which the versions could be compared, and callers outside the mesh " +
    "ignore weights.",
  fix: "Set `mesh: true`, or remove `canary`.",
  example: {
    wrong: `mesh: false,
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },`,
    right: `mesh: false,`,
  },
  *check({ written }) {
    if (written.canary !== undefined && written.mesh === false) {
      yield at(["canary"], "is set, but the service is outside the mesh", "set mesh: true, or remove canary");
    }
  },
};
