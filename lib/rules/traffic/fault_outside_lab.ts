import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH086: failures on purpose where people work. */
export const faultOutsideLab: ServiceRule = {
  code: "MESH086",
  name: "fault-outside-lab",
  severity: "error",
  over: "service",
  about: ["traffic"],
  summary: "Failures are made on purpose outside a lab",
  reason: "They would hit people who know nothing of the experiment.",
  fix: "Write `traffic.fault` in the lab's overlay alone.",
  example: {
    wrong: `traffic: { fault: { abort: { percent: 10, status: 503 } } },\n// overlays/prod.ts`,
    right: `// services/backend.ts
// overlays/lab.ts
services: { backend: { traffic: { fault: { abort: { percent: 10, status: 503 } } } } },
// overlays/prod.ts`,
  },
  *check({ written }, { cluster }) {
    if (written.traffic?.fault === undefined || cluster === undefined || cluster.lab) return;
    yield at(
      ["traffic", "fault"],
      `is set, but ${cluster.name} is not a lab`,
      "move it to the overlay of a lab",
    );
  },
};
