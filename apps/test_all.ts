/**
 * `deno task test:apps`: every test of the three tiers, each by its own framework, with a count at the end.
 *
 * Arguments: how the names of the stages to run begin, such as `backend`; by default all.
 *
 * @module
 */

import { runStages } from "../tests/stages.ts";
import { ToolchainError } from "../toolchain/toolchain_error.ts";
import { testStages } from "./test_stages.ts";

const only = Deno.args;

try {
  const stages = testStages((name) => only.length === 0 || only.some((word) => name.startsWith(word)));
  Deno.exit(await runStages(stages, { minutes: Infinity, note: "" }));
} catch (error) {
  if (!(error instanceof ToolchainError)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
