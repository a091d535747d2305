import { join } from "@std/path";
import { TEST_PERMISSIONS } from "../tests/checks.ts";
import { DENO_COUNTS, type Stage } from "../tests/stages.ts";
import { built } from "./cache.ts";
import { node, python } from "./interpreters.ts";
import { APPS, copyFiles, filesIn } from "./sources.ts";
import { startTiers } from "./tiers.ts";

/** What Node's own test runner ends with. */
const NODE_TESTS = {
  args: ["--test", "--test-reporter=tap"],
  counts: { passed: /^# pass (\d+)/gm, failed: /^# fail (\d+)/gm },
};

/** Every test of the three tiers; those in a browser have them running around them. */
export async function* testStages(wanted: (name: string) => boolean): AsyncGenerator<Stage> {
  const folders = await built([
    "frontend-modules",
    "ml-test-packages",
    "browser-modules",
    "frontend",
    "backend",
    "ml",
  ]);
  const frontend = await frontendFolder(folders["frontend-modules"]);
  const browser = await browserFolder(folders["browser-modules"]);
  try {
    yield* stagesOf(folders, frontend).filter(({ name }) => wanted(name));
    if (wanted("browser")) {
      await using tiers = await startTiers({ ml: { env: { VERSION: "canary" } } });
      const env = { FRONTEND_URL: tiers.frontend.url };
      yield { name: "browser", command: node().path, ...NODE_TESTS, cwd: browser, env };
    }
  } finally {
    for (const folder of [frontend, join(browser, "..")]) await Deno.remove(folder, { recursive: true });
  }
}

/** The stages that need no tier running. */
function stagesOf(
  folders: Readonly<Record<"frontend-modules" | "ml-test-packages", string>>,
  frontend: string,
): readonly Stage[] {
  const modules = folders["frontend-modules"];
  const ofFrontend = (script: string, ...args: string[]) => ({
    command: node().path,
    args: [join(modules, script), ...args],
    cwd: frontend,
  });
  const packages = folders["ml-test-packages"];
  const ofModel = {
    cwd: join(APPS, "ml"),
    env: { PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: "1", RUFF_NO_CACHE: "true" },
  };
  const ruff = join(packages, "bin", "ruff");
  const ofBackend = { command: "go", cwd: join(APPS, "backend") };
  return [
    { name: "frontend, format", ...ofFrontend("prettier/bin/prettier.cjs", "--check", ".") },
    { name: "frontend, types", ...ofFrontend("typescript/bin/tsc", "--noEmit") },
    {
      name: "frontend",
      ...ofFrontend("vitest/vitest.mjs", "run"),
      counts: { passed: /Tests .*?(\d+) passed/g, failed: /Tests +(\d+) failed/g },
    },
    { name: "backend, format", command: "sh", args: ["-c", 'test -z "$(gofmt -l .)"'], cwd: ofBackend.cwd },
    { name: "backend, vet", ...ofBackend, args: ["vet", "./..."] },
    {
      name: "backend",
      ...ofBackend,
      args: ["test", "-v", "./..."],
      counts: { passed: /^ *--- PASS/gm, failed: /^ *--- FAIL/gm },
      shown: /^(ok|FAIL|---|\s+\w+_test)/,
    },
    { name: "ml, format", ...ofModel, command: ruff, args: ["format", "--check", "."] },
    { name: "ml, lint", ...ofModel, command: ruff, args: ["check", "."] },
    {
      name: "ml",
      ...ofModel,
      command: python().path,
      args: ["-m", "pytest"],
      counts: { passed: /(\d+) passed/g, failed: /(\d+) failed/g },
    },
    { name: "load", command: node().path, ...NODE_TESTS, cwd: join(APPS, "load") },
    {
      name: "together",
      args: ["test", "--no-prompt", ...TEST_PERMISSIONS, "apps/tests/"],
      cwd: join(APPS, ".."),
      counts: DENO_COUNTS,
    },
  ];
}

/** A copy of the frontend's sources beside its modules: nothing is installed in the tree. */
async function frontendFolder(modules: string): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "3rvision-frontend-" });
  const from = join(APPS, "frontend");
  const names = [...Deno.readDirSync(from)].map(({ name }) => name)
    .filter((name) => !["node_modules", ".next", "next-env.d.ts"].includes(name));
  copyFiles(from, folder, filesIn(from, names));
  await Deno.symlink(modules, join(folder, "node_modules"));
  await Deno.writeTextFile(join(folder, "next-env.d.ts"), '/// <reference types="next" />\n');
  return folder;
}

/** A copy of the browser's tests beside their modules; the pictures that they send lie where they expect them. */
async function browserFolder(modules: string): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "3rvision-browser-" });
  const from = join(APPS, "browser");
  copyFiles(
    from,
    join(folder, "browser"),
    filesIn(from, ["upload.test.mjs", "chromium.mjs", "package.json"]),
  );
  copyFiles(join(APPS, "frontend"), join(folder, "frontend"), filesIn(join(APPS, "frontend"), ["public"]));
  await Deno.symlink(modules, join(folder, "browser", "node_modules"));
  return join(folder, "browser");
}
