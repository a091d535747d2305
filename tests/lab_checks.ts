import type { Tiers } from "../lab/node/tiers.ts";
import { DENO_COUNTS, type Stage } from "./stages.ts";

const PERMISSIONS = ["read", "write", "run", "env", "sys", "net"].map((name) => `--allow-${name}`);

/** What has to be right of a lab that runs, whatever its tiers are. */
const OBSERVED = [
  "tests/lab/dashboards/dashboards_live_test.ts",
  "tests/lab/load/load_generator_live_test.ts",
];

/** The same and what takes programs that know whom they call. */
const LIVE = [
  "tests/lab/verify/verify_live_test.ts",
  ...OBSERVED,
  "tests/lab/faults/faults_live_test.ts",
];

/** What only the tiers' own programs have. */
const OWN_METRICS = "tests/lab/apps/own_metrics_live_test.ts";

/** Brings the lab up once more, from a clone that is gone afterwards, and the lab's own programs with it. */
const TUTORIAL = "tests/lab/tutorial/tutorial_live_test.ts";

/** Tests that need a lab for longer than all others together; they have tasks of their own. */
const APART = ["tests/lab/canary/canary_live_test.ts", "tests/lab/plan/plan_live_test.ts"];

const test = (name: string, ...args: readonly string[]): Stage => ({
  name,
  args: ["test", "--no-prompt", ...PERMISSIONS, ...args],
  counts: DENO_COUNTS,
});

/** A lab around stages that look at it. */
function whole(
  folder: string,
  { tree, tiers }: { readonly tree: string; readonly tiers: Tiers },
  stages: readonly Stage[],
): readonly Stage[] {
  const env = { THREERVISION_LAB: folder, THREERVISION_TEST_LAB: `${folder}:${tree}` };
  return [
    {
      name: "lab up",
      args: ["task", "lab", "up", `--tiers=${tiers}`, `--tree=${tree}`, "--timeout=900"],
      env,
    },
    ...stages.map((stage) => ({ ...stage, env })),
    { name: "lab down", args: ["task", "lab", "down"], env, always: true },
  ];
}

/**
 * Every check of the lab of processes: the tools are made, what needs no whole lab is tested, then one lab is brought
 * up for all that looks at a whole one.
 *
 * @param folder an absolute path for that lab, which must not exist.
 * @param tree the tree that it runs.
 */
export function labChecks(folder: string, tree: string): readonly Stage[] {
  return [
    { name: "the tools of the lab", args: ["task", "toolchain", "lab"] },
    test("lab: its parts", `--ignore=${[...LIVE, OWN_METRICS, TUTORIAL, ...APART].join(",")}`, "tests/lab/"),
    ...whole(folder, { tree, tiers: "echo" }, [
      test("lab: what a whole one does", ...LIVE),
      test("lab: the tutorial", TUTORIAL),
    ]),
  ];
}

/** The proofs with the tiers' own programs; parameters as with {@linkcode labChecks}. */
export function tierChecks(folder: string, tree: string): readonly Stage[] {
  return [
    { name: "the tools of the lab", args: ["task", "toolchain", "lab"] },
    ...whole(folder, { tree, tiers: "apps" }, [
      { name: "lab verify", args: ["task", "lab", "verify", `--tree=${tree}`] },
      test("lab: what it shows", ...OBSERVED, OWN_METRICS),
    ]),
  ];
}
