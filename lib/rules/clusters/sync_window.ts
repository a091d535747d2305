import { cronMistake, isTimeZone } from "../cron.ts";
import { seconds } from "../seconds.ts";
import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH163: a window that never opens or can't be read. */
export const syncWindow: ClusterRule = {
  code: "MESH163",
  name: "sync-window",
  severity: "error",
  over: "cluster",
  summary: "A sync window can't be read, never opens, or is in no known time zone",
  reason: "Argo CD refuses the project, or its Applications are never synced.",
  fix: "Write cron's five fields (0 is Sunday), a duration above 0 and an IANA time zone.",
  example: {
    wrong: `// overlays/prod.ts
sync: { windows: [{ kind: "allow", schedule: "0 8 * * 1-7", duration: "8h" }] },`,
    right: `// overlays/prod.ts
sync: { windows: [{ kind: "allow", schedule: "0 8 * * 1-5", duration: "8h" }] },`,
  },
  *check({ cluster }) {
    for (const [index, window] of cluster?.sync.windows.entries() ?? []) {
      const { file } = cluster!;
      const here = ["sync", "windows", index];
      const { schedule, duration, timeZone } = window;
      const mistake = cronMistake(schedule);
      if (mistake !== undefined) {
        yield atFile(file, [...here, "schedule"], `is ${JSON.stringify(schedule)}: ${mistake}`);
      }
      if (seconds(duration) === 0) {
        yield atFile(file, [...here, "duration"], `is ${JSON.stringify(duration)}, must be more than 0`);
      }
      if (!isTimeZone(timeZone)) {
        const fix = 'write one such as "Europe/Zurich" or "UTC"';
        yield atFile(file, [...here, "timeZone"], `is ${JSON.stringify(timeZone)}, no known time zone`, fix);
      }
    }
  },
};
