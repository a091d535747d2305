import { probesOf } from "../probes.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH036: a probe may take longer than the time between two. */
export const probeTiming: DefinitionRule = {
  code: "MESH036",
  name: "probe-timing",
  severity: "warning",
  over: "definition",
  about: ["probes"],
  summary: "A probe's time limit is longer than its period",
  reason:
    "The kubelet waits for the answer before it asks again, so a hanging process is noticed later than the " +
    "period says.",
  fix: "Lower `timeoutSeconds`, or raise `periodSeconds`.",
  example: {
    wrong: `probes: { liveness: { http: { path: "/healthz" }, periodSeconds: 5, timeoutSeconds: 20 } },`,
    right: `probes: { liveness: { http: { path: "/healthz" }, periodSeconds: 20, timeoutSeconds: 5 } },`,
  },
  *check(service) {
    for (const { role, probe, path } of probesOf(service)) {
      const { timeoutSeconds = 1, periodSeconds = role === "startup" ? 2 : 10 } = probe;
      if (timeoutSeconds <= periodSeconds) continue;
      yield at(
        [...path, "timeoutSeconds"],
        `is ${timeoutSeconds}, must be at most periodSeconds, which is ${periodSeconds}`,
      );
    }
  },
};
