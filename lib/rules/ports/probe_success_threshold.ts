import { probesOf } from "../probes.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH034: a success threshold that Kubernetes refuses. */
export const probeSuccessThreshold: DefinitionRule = {
  code: "MESH034",
  name: "probe-success-threshold",
  severity: "error",
  over: "definition",
  about: ["probes"],
  summary: "A liveness or start-up probe wants more than one success",
  reason: "Kubernetes refuses the pod: for these two only 1 has a meaning.",
  fix: "Remove `successThreshold`; it is for readiness.",
  example: {
    wrong: `probes: { liveness: { http: { path: "/healthz" }, successThreshold: 2 } },`,
    right: `probes: { readiness: { http: { path: "/healthz" }, successThreshold: 2 } },`,
  },
  *check(service) {
    for (const { role, probe, path } of probesOf(service)) {
      const { successThreshold = 1 } = probe;
      if (role === "readiness" || successThreshold === 1) continue;
      yield at([...path, "successThreshold"], `is ${successThreshold}, must be 1`, "remove it");
    }
  },
};
