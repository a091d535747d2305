import { isJob } from "../kind_of.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH010: a canary of something that isn't a Deployment. */
export const canaryKind: DefinitionRule = {
  code: "MESH010",
  name: "canary-kind",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A Job or CronJob has a canary",
  reason: "A canary gets a share of the requests to a Service; a Job gets none.",
  fix: "Remove `canary`, or run the service as a Deployment.",
  example: {
    wrong: `kind: "Job",
ports: [],
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },`,
    right: `kind: "Job",\nports: [],`,
  },
  *check(service) {
    if (service.written.canary !== undefined && isJob(service)) {
      yield at(["canary"], `is set, but a ${service.kind} has no canary`, "remove canary");
    }
  },
};
