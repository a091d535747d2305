/**
 * Compares pairs of a random mesh and a random request with what real Envoys do, which a real istiod configures from a
 * real API server: first at least a thousand with routing alone, then at least a thousand with mutual TLS,
 * AuthorizationPolicies and TCP. Compared are the version that is reached, the path, headers and identity it sees, the
 * status, and how often each comes, by an exact test. Needs Linux, root and the tools of `deno task toolchain`. Ends with
 * 0 where all agree.
 *
 * Options: `--meshes N`, `--each N` (requests for each mesh), `--seed N`, `--only routing` or `--only policies`;
 * `--mesh N` to look at one mesh of a seed again.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { comparePolicies } from "./policies/lab.ts";
import { compareRouting } from "./routing.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: {
    meshes: { type: "string", default: "60" },
    each: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    only: { type: "string", default: "" },
    mesh: { type: "string", default: "" },
  },
});

const suites: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  routing: compareRouting,
  policies: comparePolicies,
};
const chosen = values.only === "" ? Object.keys(suites) : [values.only];
let code = 0;
for (const name of chosen) {
  const suite = suites[name];
  if (suite === undefined) {
    throw new Error(`Cannot compare "${name}": there is ${Object.keys(suites).join(", ")}`);
  }
  code ||= await suite([values.meshes, values.each, values.seed, values.mesh]);
}
Deno.exit(code);
