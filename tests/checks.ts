import { DENO_COUNTS, type Stage } from "./stages.ts";

const PUBLIC_MODULES = ["lib/catalogue/define.ts", "lib/yaml.ts", "lib/diagnostic.ts", "lib/tree/yaml.ts"];

/** What tests may do: anything here, and speak to nobody but this machine. */
export const TEST_PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-run",
  "--allow-env",
  "--allow-sys",
  "--allow-net=127.0.0.1",
];

/** Everything in `tests/` but the lab's own, which needs root and half an hour's builds: see `lab_checks.ts`. */
function testRoots(): readonly string[] {
  return [...Deno.readDirSync("tests")]
    .filter(({ name, isDirectory }) => (isDirectory && name !== "lab") || name.endsWith("_test.ts"))
    .map(({ name }) => `tests/${name}`).sort();
}

/** Every check of the repository that any machine can run. */
export function checks(): readonly Stage[] {
  return [
    { name: "format", args: ["fmt", "--check"] },
    { name: "lint", args: ["lint", "--quiet"] },
    { name: "types", args: ["check", "--quiet", "."] },
    {
      name: "documented examples",
      args: ["test", "--quiet", "--no-prompt", "--doc", ...PUBLIC_MODULES],
      counts: DENO_COUNTS,
    },
    {
      name: "tests",
      args: ["test", "--no-prompt", "--parallel", ...TEST_PERMISSIONS, ...testRoots()],
      counts: DENO_COUNTS,
    },
  ];
}
