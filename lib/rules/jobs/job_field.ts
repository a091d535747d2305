import { isJob } from "../kind_of.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";
import { withArticle } from "../words.ts";

/** Fields of what runs all the time and is called, and what to do instead. */
const foreign = [
  ["ports", "remove it"],
  ["serviceName", "remove it"],
  ["expose", "remove it"],
  ["probes", "remove it: a Job is well when it ends with 0"],
  ["replicas", "use job.parallelism"],
  ["autoscaling", "use job.parallelism"],
  ["disruption", "remove it"],
  ["minReadySeconds", "remove it"],
  ["traffic", "remove it"],
] as const;

/** MESH140: a field that means nothing for a Job. */
export const jobField: DefinitionRule = {
  code: "MESH140",
  name: "job-field",
  severity: "error",
  over: "definition",
  about: ["kind"],
  summary: "A Job or CronJob has a field of what runs all the time",
  reason: "Nobody calls a Job, and it ends: the field would do nothing, or keep the Job from ever ending.",
  fix: "Remove the field, or run the service as a Deployment.",
  example: {
    wrong: `kind: "CronJob",\nports: [],\njob: { schedule: "15 3 * * *" },\nreplicas: 2,`,
    right: `kind: "CronJob",\nports: [],\njob: { schedule: "15 3 * * *", parallelism: 2 },`,
  },
  *check(service) {
    if (!isJob(service)) return;
    for (const [field, fix] of foreign) {
      const value = service.written[field];
      const isNothing = value === undefined || value === false ||
        (Array.isArray(value) && value.length === 0);
      if (!isNothing) yield at([field], `is set, but means nothing for ${withArticle(service.kind)}`, fix);
    }
  },
};
