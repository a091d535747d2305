/**
 * `deno task test` and `deno task test:lab`: every check of the repository, every check of the lab, or with
 * `deno task test --lab` both; ends with a count, see `stages.ts`.
 *
 * Options: `--lab` adds the lab's checks; `--only-lab` leaves all others out; `--only-tiers` is the lab's proofs with the
 * tiers' own programs and nothing else; `--minutes=85` ends what is not done by then. A machine that can't run the lab says so, and what it lacks is not counted as a failure.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { missingPrerequisites } from "../lab/process/prerequisites.ts";
import { checks } from "./checks.ts";
import { copyCatalogue } from "./lab/whole/catalogue_copy.ts";
import { labChecks, tierChecks } from "./lab_checks.ts";
import { runStages, type Stage } from "./stages.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: {
    lab: { type: "boolean", default: false },
    "only-lab": { type: "boolean", default: false },
    "only-tiers": { type: "boolean", default: false },
    minutes: { type: "string" },
  },
});
const only = values["only-lab"] || values["only-tiers"];
const folder = await Deno.makeTempDir({ prefix: "rv-" });
const missing = values.lab || only ? await missingPrerequisites() : [];
const stages: readonly Stage[] = [
  // What Deno fetches later it says on standard error, between the lines that tests compare.
  { name: "packages", args: ["install", "--quiet"] },
  ...(only ? [] : checks()),
  ...((values.lab || only) && missing.length === 0 ? await lab() : []),
];
const code = await runStages(stages, { minutes: Number(values.minutes ?? Infinity), note: missingText() });
await Deno.remove(folder, { recursive: true });
Deno.exit(code);

async function lab(): Promise<readonly Stage[]> {
  await copyCatalogue(`${folder}/tree`);
  return (values["only-tiers"] ? tierChecks : labChecks)(`${folder}/lab`, `${folder}/tree`);
}

function missingText(): string {
  const reasons = missing.map(({ what, remedy }) => `this machine lacks ${what}; ${remedy}`);
  return reasons.map((reason) => `SKIPPED, the lab was not tested: ${reason}`).join("\n");
}
