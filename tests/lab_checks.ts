import { DENO_COUNTS, type Stage } from "./stages.ts";

const PERMISSIONS = ["read", "write", "run", "env", "sys", "net"].map((name) => `--allow-${name}`);

/** What has to be right of a lab that runs. */
const LIVE = ["verify/verify", "dashboards/dashboards", "load/load_generator", "faults/faults"]
  .map((name) => `tests/lab/${name}_live_test.ts`);

/** Brings the lab up once more, from a clone that is gone afterwards, and the lab's own programs with it. */
const TUTORIAL = "tests/lab/tutorial/tutorial_live_test.ts";

/** Tests that need a lab for longer than all others together; they have tasks of their own. */
const APART = ["tests/lab/canary/canary_live_test.ts", "tests/lab/plan/plan_live_test.ts"];

const test = (name: string, ...args: readonly string[]): Stage => ({
  name,
  args: ["test", "--no-prompt", ...PERMISSIONS, ...args],
  counts: DENO_COUNTS,
});

/**
 * Every check of the lab of processes: the tools are made, what needs no whole lab is tested, then one lab is brought
 * up for all that looks at a whole one.
 *
 * @param folder an absolute path for that lab, which must not exist.
 * @param tree the tree that it runs.
 */
export function labChecks(folder: string, tree: string): readonly Stage[] {
  const env = { THREERVISION_LAB: folder };
  const running = { THREERVISION_TEST_LAB: `${folder}:${tree}` };
  return [
    { name: "the tools of the lab", args: ["task", "toolchain", "lab"] },
    test("lab: its parts", `--ignore=${[...LIVE, TUTORIAL, ...APART].join(",")}`, "tests/lab/"),
    { name: "lab up", args: ["task", "lab", "up", "--tiers=echo", `--tree=${tree}`, "--timeout=900"], env },
    { ...test("lab: what a whole one does", ...LIVE), env: running },
    { ...test("lab: the tutorial", TUTORIAL), env: running },
    { name: "lab down", args: ["task", "lab", "down"], env, always: true },
  ];
}
