import assert from "node:assert/strict";
import { cronMistake, isTimeZone } from "../../lib/rules/cron.ts";

const right = [
  "* * * * *",
  "0 0 1 1 0",
  "59 23 31 12 6",
  "*/15 8-18/2 1,15 * MON-FRI",
  "5/10 * ? * ?",
  "0 0 29 2 *",
  "0 0 31 2 1",
  "0 0 31 2,3 *",
  "  0 0   * * * ",
  "@hourly",
];
for (const schedule of right) {
  Deno.test(`${JSON.stringify(schedule)} can be read`, () => assert.equal(cronMistake(schedule), undefined));
}

const wrong = [
  ["60 * * * *", 'the minute is "60", must be from 0 to 59'],
  ["* 24 * * *", 'the hour is "24", must be from 0 to 23'],
  ["* * 0 * *", 'the day of the month is "0", must be from 1 to 31'],
  ["* * * 13 *", 'the month is "13", must be from 1 to 12'],
  ["* * * * 7", 'the day of the week is "7", must be from 0 to 6'],
  ["* * * mon *", 'the month is "mon", must be from 1 to 12'],
  ["10-5 * * * *", 'the minute is "10-5", which ends before it begins'],
  ["1-2-3 * * * *", 'the minute is "1-2-3", must be from 0 to 59'],
  ["*/0 * * * *", 'the minute is "*/0", which can\'t be read'],
  ["1,,2 * * * *", 'the minute is "", which can\'t be read'],
  ["*/5/5 * * * *", 'the minute is "*/5/5", which can\'t be read'],
  ["0 0 L * *", 'the day of the month is "L", must be from 1 to 31'],
  ["0 0 31 4,6 *", "no such day exists"],
  ["* * * *", "it has 4 fields, must have 5"],
  ["0 * * * * *", "it has 6 fields, must have 5"],
] as const;
for (const [schedule, mistake] of wrong) {
  Deno.test(`${JSON.stringify(schedule)}: ${mistake}`, () => assert.equal(cronMistake(schedule), mistake));
}

for (const zone of ["UTC", "Etc/UTC", "Europe/Zurich", "America/Argentina/Ushuaia"]) {
  Deno.test(`${zone} is a time zone`, () => assert.ok(isTimeZone(zone)));
}
for (const zone of ["Europe/Bern", "+02:00", "-05:00", "", "UTC+1"]) {
  Deno.test(`${JSON.stringify(zone)} is no time zone`, () => assert.ok(!isTimeZone(zone)));
}
