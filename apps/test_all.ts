/**
 * `deno task test:apps`: every test of the three tiers, each by its own framework, with a count at the end.
 *
 * @module
 */

import { join } from "@std/path";
import { ToolchainError } from "../toolchain/toolchain_error.ts";
import { built } from "./cache.ts";
import { node, python } from "./interpreters.ts";
import { APPS, copyFiles, filesIn } from "./sources.ts";
import { startTiers } from "./tiers.ts";

/** A command and how its tests are counted. */
interface Stage {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Find the numbers of passed and failed tests in what it prints; without them it counts as one test. */
  readonly counts?: { readonly passed: RegExp; readonly failed: RegExp };
}

const ESCAPES = new RegExp(String.fromCharCode(27) + "\\[[0-9;]*m", "g");

async function run(stage: Stage): Promise<{ readonly passed: number; readonly failed: number }> {
  console.log(`── ${stage.name}`);
  const { command, args, cwd, env = {} } = stage;
  const child = new Deno.Command(command, {
    args: [...args],
    cwd,
    env: { ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of child.stdout) {
    const part = decoder.decode(chunk, { stream: true });
    text += part;
    if (stage.name !== "backend") Deno.stdout.writeSync(chunk);
  }
  const { success } = await child.status;
  if (stage.name === "backend") {
    console.log(text.split("\n").filter((line) => /^(ok|FAIL|---|\s+\w+_test)/.test(line)).join("\n"));
  }
  if (stage.counts === undefined) return success ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const plain = text.replaceAll(ESCAPES, "");
  const sum = (pattern: RegExp) =>
    [...plain.matchAll(pattern)].reduce((total, [, number]) => total + Number(number ?? 1), 0);
  const failed = sum(stage.counts.failed);
  return { passed: sum(stage.counts.passed), failed: success ? failed : Math.max(1, failed) };
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

async function main(only: readonly string[]): Promise<number> {
  const folders = await built([
    "frontend-modules",
    "ml-test-packages",
    "browser-modules",
    "frontend",
    "backend",
    "ml",
  ]);
  const modules = folders["frontend-modules"];
  const frontend = await frontendFolder(modules);
  const browser = await browserFolder(folders["browser-modules"]);
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
  const stages: readonly Stage[] = [
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
    {
      name: "load",
      command: node().path,
      args: ["--test", "--test-reporter=tap"],
      cwd: join(APPS, "load"),
      counts: { passed: /^# pass (\d+)/gm, failed: /^# fail (\d+)/gm },
    },
    {
      name: "together",
      command: Deno.execPath(),
      args: [
        "test",
        "--no-prompt",
        "--allow-read",
        "--allow-write",
        "--allow-run",
        "--allow-env",
        "--allow-sys",
        "--allow-net=127.0.0.1",
        "apps/tests/",
      ],
      cwd: join(APPS, ".."),
      counts: { passed: /\| (\d+) passed/g, failed: /\| (\d+) failed/g },
    },
  ];
  const wanted = (name: string) => only.length === 0 || only.some((word) => name.startsWith(word));
  const totals = { passed: 0, failed: 0 };
  const failedStages: string[] = [];
  const count = async (stage: Stage) => {
    if (!wanted(stage.name)) return;
    const { passed, failed } = await run(stage);
    totals.passed += passed;
    totals.failed += failed;
    if (failed > 0) failedStages.push(stage.name);
  };
  for (const stage of stages) await count(stage);
  if (wanted("browser")) {
    await using tiers = await startTiers({ ml: { env: { VERSION: "canary" } } });
    await count({
      name: "browser",
      command: node().path,
      args: ["--test", "--test-reporter=tap"],
      cwd: browser,
      env: { FRONTEND_URL: tiers.frontend.url },
      counts: { passed: /^# pass (\d+)/gm, failed: /^# fail (\d+)/gm },
    });
  }
  for (const folder of [frontend, join(browser, "..")]) await Deno.remove(folder, { recursive: true });
  if (failedStages.length > 0) console.log(`\nfailed: ${failedStages.join(", ")}`);
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed > 0 ? 1 : 0;
}

if (import.meta.main) {
  try {
    Deno.exit(await main(Deno.args));
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
