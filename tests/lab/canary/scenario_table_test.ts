import assert from "node:assert/strict";
import { scenarioTable } from "./scenario_table.ts";

Deno.test("results are a table in Markdown, numbers to the right", () => {
  const result = { name: "good", outcome: "promoted", seconds: 123.4, sent: 9876, failed: 0, canary: 1234 };
  assert.equal(
    scenarioTable([result]),
    [
      "| canary | outcome | seconds | requests | to canary | failed |",
      "| --- | --- | --: | --: | --: | --: |",
      "| good | promoted | 123 | 9,876 | 1,234 | 0 |",
    ].join("\n"),
  );
});
