import assert from "node:assert/strict";
import { count, formatSeconds } from "../../lib/report/count.ts";

Deno.test("numbers agree with their noun and have commas between thousands", () => {
  const rows: [number, string][] = [
    [0, "0 files"],
    [1, "1 file"],
    [2, "2 files"],
    [999, "999 files"],
    [1000, "1,000 files"],
    [200_000, "200,000 files"],
    [1_234_567, "1,234,567 files"],
  ];
  for (const [number, expected] of rows) assert.equal(count(number, "file"), expected);
  assert.equal(count(2, "entry", "entries"), "2 entries");
});

Deno.test("times have hundredths below ten seconds and tenths above", () => {
  const rows: [number, string][] = [[0, "0.00 s"], [314, "0.31 s"], [9_990, "9.99 s"], [12_340, "12.3 s"]];
  for (const [milliseconds, expected] of rows) assert.equal(formatSeconds(milliseconds), expected);
});
