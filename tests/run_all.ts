/**
 * Every check of the repository, one after the other, with a count at the end: `N passed, N failed`. A check that
 * isn't a test (formatting, lint, types, documentation) counts as one. Goes on after a failure, so that one run shows
 * everything; the exit code is 1 when anything failed.
 *
 * @module
 */

/** A command of Deno's and how it is counted. */
interface Stage {
  readonly name: string;
  readonly args: readonly string[];
  /** Whether it is a test run whose own summary gives the counts. */
  readonly counts?: true;
}

const publicModules = ["lib/catalogue/define.ts", "lib/yaml.ts", "lib/diagnostic.ts", "lib/tree/yaml.ts"];

const testPermissions = [
  "--allow-read",
  "--allow-write",
  "--allow-run",
  "--allow-env",
  "--allow-sys",
  "--allow-net=127.0.0.1",
];

/** Everything in `tests/` but the lab's own, which needs root and half an hour's builds: `deno task test:lab`. */
function testRoots(): readonly string[] {
  return [...Deno.readDirSync("tests")]
    .filter(({ name, isDirectory }) => (isDirectory && name !== "lab") || name.endsWith("_test.ts"))
    .map(({ name }) => `tests/${name}`).sort();
}

const stages: readonly Stage[] = [
  { name: "format", args: ["fmt", "--check"] },
  { name: "lint", args: ["lint", "--quiet"] },
  { name: "types", args: ["check", "--quiet", "."] },
  {
    name: "documented examples",
    args: ["test", "--quiet", "--no-prompt", "--doc", ...publicModules],
    counts: true,
  },
  {
    name: "tests",
    args: ["test", "--no-prompt", "--parallel", ...testPermissions, ...testRoots()],
    counts: true,
  },
];

const escapes = new RegExp(String.fromCharCode(27) + "\\[[0-9;]*m", "g");

async function run(stage: Stage): Promise<{ passed: number; failed: number }> {
  console.log(`── ${stage.name}`);
  const child = new Deno.Command(Deno.execPath(), {
    args: [...stage.args],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of child.stdout) {
    Deno.stdout.writeSync(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  const { success } = await child.status;
  if (stage.counts === undefined) return success ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const summaries = [...text.replaceAll(escapes, "").matchAll(/\| (\d+) passed.*?\| (\d+) failed/g)];
  const passed = summaries.reduce((sum, match) => sum + Number(match[1]), 0);
  const failed = summaries.reduce((sum, match) => sum + Number(match[2]), 0);
  // A run that ends badly without saying which test failed (a module that doesn't load) is still a failure.
  return { passed, failed: success ? failed : Math.max(1, failed) };
}

const totals = { passed: 0, failed: 0 };
const failedStages: string[] = [];
for (const stage of stages) {
  const { passed, failed } = await run(stage);
  totals.passed += passed;
  totals.failed += failed;
  if (failed > 0) failedStages.push(stage.name);
}
if (failedStages.length > 0) console.log(`\nfailed: ${failedStages.join(", ")}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
Deno.exit(totals.failed > 0 ? 1 : 0);
