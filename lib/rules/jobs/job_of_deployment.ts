import { isJob } from "../kind_of.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH142: how a Job runs, said of a Deployment. */
export const jobOfDeployment: DefinitionRule = {
  code: "MESH142",
  name: "job-of-deployment",
  severity: "error",
  over: "definition",
  about: ["job"],
  summary: "A Deployment says how a Job runs",
  reason: "The field does nothing for a Deployment. Most often `kind` is missing.",
  fix: 'Write `kind: "Job"` or `kind: "CronJob"`, or remove `job`.',
  example: {
    wrong: `job: { schedule: "15 3 * * *" },`,
    right: `kind: "CronJob",\nports: [],\njob: { schedule: "15 3 * * *" },`,
  },
  *check(service) {
    if (service.written.job === undefined || isJob(service)) return;
    yield at(["job"], "is set, but this is a Deployment", 'write kind: "Job" or kind: "CronJob"');
  },
};
