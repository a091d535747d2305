import { cronMistake, isTimeZone } from "../cron.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH143: a schedule that can't be read or never comes. */
export const scheduleSyntax: DefinitionRule = {
  code: "MESH143",
  name: "schedule-syntax",
  severity: "error",
  over: "definition",
  about: ["job"],
  summary: "A CronJob's schedule can't be read, never comes, or is in no known time zone",
  reason: "Kubernetes refuses the CronJob, or it never runs.",
  fix:
    "Write cron's five fields: minute, hour, day of the month, month, day of the week (0 is Sunday), and " +
    "an IANA time zone.",
  example: {
    wrong: `kind: "CronJob",\nports: [],\njob: { schedule: "15 25 * * *" },`,
    right: `kind: "CronJob",\nports: [],\njob: { schedule: "15 3 * * *", timeZone: "Europe/Zurich" },`,
  },
  *check({ written: { job } }) {
    if (job === undefined) return;
    const mistake = job.schedule === undefined ? undefined : cronMistake(job.schedule);
    if (mistake !== undefined) {
      yield at(["job", "schedule"], `is ${JSON.stringify(job.schedule)}: ${mistake}`);
    }
    if (job.timeZone !== undefined && !isTimeZone(job.timeZone)) {
      yield at(
        ["job", "timeZone"],
        `is ${JSON.stringify(job.timeZone)}, no known time zone`,
        'write one such as "Europe/Zurich" or "Etc/UTC"',
      );
    }
  },
};
