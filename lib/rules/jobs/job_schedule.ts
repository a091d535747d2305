import { isJob } from "../kind_of.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH141: a CronJob without a time, or a Job with one. */
export const jobSchedule: DefinitionRule = {
  code: "MESH141",
  name: "job-schedule",
  severity: "error",
  over: "definition",
  about: ["kind"],
  summary: "A CronJob has no schedule, or a Job has one",
  reason: "A CronJob runs at set times and so needs them; a Job runs once after each change, whatever the " +
    "schedule says.",
  fix: 'Write `job.schedule` with `kind: "CronJob"`, and only there.',
  example: {
    wrong: `kind: "CronJob",\nports: [],`,
    right: `kind: "CronJob",\nports: [],\njob: { schedule: "15 3 * * *" },`,
  },
  *check(service) {
    if (!isJob(service)) return;
    const { kind, job } = service.written;
    if (kind === "CronJob" && job?.schedule === undefined) {
      yield at(["kind"], 'is "CronJob", but job.schedule is missing', 'add job: { schedule: "15 3 * * *" }');
    }
    if (kind !== "Job") return;
    for (const field of ["schedule", "timeZone", "concurrencyPolicy"] as const) {
      if (job?.[field] !== undefined) {
        yield at(["job", field], "is set, but a Job has no schedule", 'remove it, or write kind: "CronJob"');
      }
    }
  },
};
