/** Cron schedules as Kubernetes and Argo CD read them (robfig/cron, the standard parser). */

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const fields: readonly Field[] = [
  { name: "minute", least: 0, most: 59, names: [] },
  { name: "hour", least: 0, most: 23, names: [] },
  { name: "day of the month", least: 1, most: 31, names: [] },
  { name: "month", least: 1, most: 12, names: months },
  // Unlike other crons this one has no 7 for Sunday.
  { name: "day of the week", least: 0, most: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function valueOf(text: string, field: Field): number | undefined {
  if (/^[0-9]+$/.test(text)) {
    const value = Number(text);
    return value >= field.least && value <= field.most ? value : undefined;
  }
  const index = field.names.indexOf(text.toLowerCase());
  return index < 0 ? undefined : index + field.least;
}

/** The values that a field stands for, or what is wrong with it. */
function valuesOf(text: string, field: Field): ReadonlySet<number> | string {
  const range = `must be from ${field.least} to ${field.most}`;
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [span = "", step, ...more] = part.split("/");
    if (more.length > 0 || span === "" || (step !== undefined && !/^[0-9]*[1-9][0-9]*$/.test(step))) {
      return `the ${field.name} is ${JSON.stringify(part)}, which can't be read`;
    }
    let from: number | undefined = field.least;
    let to: number | undefined = field.most;
    if (span !== "*" && span !== "?") {
      const [first = "", last, ...rest] = span.split("-");
      from = valueOf(first, field);
      // "5/10" means from 5 on, "5" alone means only 5.
      to = last === undefined ? (step === undefined ? from : field.most) : valueOf(last, field);
      if (rest.length > 0 || from === undefined || to === undefined) {
        return `the ${field.name} is ${JSON.stringify(span)}, ${range}`;
      }
      if (from > to) return `the ${field.name} is ${JSON.stringify(span)}, which ends before it begins`;
    }
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

/** What is wrong with a schedule, as part of a sentence; undefined where nothing is. */
export function cronMistake(schedule: string): string | undefined {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(schedule)) return undefined;
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== 5) return `it has ${parts.length} fields, must have 5`;
  const values: ReadonlySet<number>[] = [];
  for (const [index, part] of parts.entries()) {
    const found = valuesOf(part, fields[index]!);
    if (typeof found === "string") return found;
    values.push(found);
  }
  const isAny = (part: string | undefined) => part === "*" || part === "?";
  const longest = Math.max(...[...values[3]!].map((month) => daysOfMonth[month - 1]!));
  if (isAny(parts[4]) && Math.min(...values[2]!) > longest) return "no such day exists";
  return undefined;
}

const known = new Map<string, boolean>();

/** Whether the name is one of the IANA time zone database, such as `Europe/Zurich`. */
export function isTimeZone(name: string): boolean {
  let answer = known.get(name);
  if (answer === undefined) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: name });
      // Offsets are understood here, but not by Kubernetes.
      answer = !/^[+-]/.test(name);
    } catch {
      answer = false;
    }
    known.set(name, answer);
  }
  return answer;
}
