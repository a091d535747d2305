/** Who lets requests ask for faults. They act before a token is looked at: no cluster that serves people may. */
import assert from "node:assert/strict";
import { filesBelow } from "./walk/files_below.ts";

Deno.test("requests may ask the tiers for faults in the lab, and nowhere else", () => {
  const allowing = filesBelow("clusters")
    .filter((path) => Deno.readTextFileSync(path).includes("FAULTS_BY_HEADER"));
  const tiers = ["backend", "frontend", "ml"];
  assert.deepEqual(allowing, tiers.map((tier) => `clusters/lab/services/${tier}/config-map.yaml`));
});
