/**
 * How the three tiers are built, each step kept in the cache under a hash of everything that shapes it.
 *
 * @module
 */

import { join } from "@std/path";
import type { Tools } from "../toolchain/locate.ts";
import type { Recipe, Tool } from "../toolchain/recipe.ts";
import { GO, PIP } from "../toolchain/requirement.ts";
import { runCommand } from "../toolchain/run_command.ts";
import { node, python } from "./interpreters.ts";
import { APPS, copyFiles, filesIn, fingerprint, linkTree } from "./sources.ts";

const FRONTEND = join(APPS, "frontend");
const BACKEND = join(APPS, "backend");
const ML = join(APPS, "ml");

const frontendFiles = () =>
  filesIn(FRONTEND, ["src", "public", "package.json", "next.config.ts", "tsconfig.json", "start.mjs"]);

const backendFiles = () =>
  filesIn(BACKEND, ["main.go", "internal", "go.mod", "go.sum"], (path) => !path.endsWith("_test.go"));

const mlFiles = () => filesIn(ML, ["vision", "model", "gunicorn.conf.py"]);

/** What npm installs for a package, exactly as its lockfile says. */
function npmModules(folder: string): Recipe {
  const files = ["package.json", "package-lock.json"];
  return {
    requires: [],
    uses: [],
    result: "node_modules",
    identity: () => `${fingerprint(folder, files)} node ${node().version[0]}`,
    async make({ directory, log, progress }) {
      progress("npm ci");
      copyFiles(folder, directory, files);
      const args = ["ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
      await runCommand({ command: "npm", args, cwd: directory, log });
    },
  };
}

/** What pip installs for a list of requirements, each of them held by its hashes. */
function pipPackages(list: string): Recipe {
  return {
    requires: [PIP],
    uses: [],
    result: "",
    identity: () => `${fingerprint(ML, [list])} python ${python().version.join(".")}`,
    async make({ directory, log, progress }) {
      progress("pip install");
      const { path, version } = python();
      const place = ["--target", directory, "--python-version", version.join("."), "--only-binary=:all:"];
      const args = ["-m", "pip", "install", "--quiet", "--require-hashes", "--no-compile", ...place, "-r"];
      await runCommand({ command: "python3", args: [...args, join(ML, list)], cwd: directory, log });
      await compilePython(path, directory, log);
    },
  };
}

/** Compiles now what could not be kept later, on a read-only file system. */
async function compilePython(path: string, folder: string, log: string): Promise<void> {
  const args = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "."];
  await runCommand({ command: path, args, cwd: folder, log });
}

const FRONTEND_RECIPE: Recipe = {
  requires: [],
  uses: ["frontend-modules"],
  result: "",
  identity: () => fingerprint(FRONTEND, frontendFiles()),
  async make({ directory, log, inputs, progress }) {
    const build = join(directory, "build");
    copyFiles(FRONTEND, build, frontendFiles());
    progress("linking modules");
    linkTree(inputs["frontend-modules"] ?? "", join(build, "node_modules"));
    progress("next build");
    const env = { NEXT_TELEMETRY_DISABLED: "1", NEXT_IGNORE_INCORRECT_LOCKFILE: "1", NODE_ENV: "production" };
    const args = ["node_modules/next/dist/bin/next", "build"];
    await runCommand({ command: node().path, args, cwd: build, env, log });
    const app = join(build, ".next", "standalone");
    linkTree(join(build, ".next", "static"), join(app, ".next", "static"));
    linkTree(join(build, "public"), join(app, "public"));
    Deno.copyFileSync(join(build, "start.mjs"), join(app, "start.mjs"));
    // Where the pod mounts a volume there has to be a folder.
    Deno.mkdirSync(join(app, ".next", "cache"), { recursive: true });
    for (const { name } of [...Deno.readDirSync(app)]) {
      Deno.renameSync(join(app, name), join(directory, name));
    }
    Deno.removeSync(build, { recursive: true });
  },
};

const BACKEND_RECIPE: Recipe = {
  requires: [GO],
  uses: [],
  result: "",
  identity: () => fingerprint(BACKEND, backendFiles()),
  async make({ directory, log, progress }) {
    progress("go build");
    const args = ["build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o"];
    const env = { CGO_ENABLED: "0" };
    await runCommand({
      command: "go",
      args: [...args, join(directory, "backend"), "."],
      cwd: BACKEND,
      env,
      log,
    });
  },
};

const ML_RECIPE: Recipe = {
  requires: [],
  uses: ["ml-packages"],
  result: "",
  identity: () => fingerprint(ML, mlFiles()),
  async make({ directory, log, inputs }) {
    copyFiles(ML, directory, mlFiles());
    await compilePython(python().path, directory, log);
    linkTree(inputs["ml-packages"] ?? "", join(directory, "packages"));
  },
};

/** A step of the build: what it is made of decides where it is kept, so it needs no version of its own. */
function step(recipe: Recipe): Tool {
  return { pin: { source: "derived", version: "1.1.0" }, recipe };
}

/** The three tiers, what they are built with, and what their tests need besides. */
export const RECIPES = {
  "frontend-modules": step(npmModules(FRONTEND)),
  "frontend": step(FRONTEND_RECIPE),
  "backend": step(BACKEND_RECIPE),
  "ml-packages": step(pipPackages("requirements.txt")),
  "ml": step(ML_RECIPE),
  "ml-test-packages": step(pipPackages("requirements-dev.txt")),
  "browser-modules": step(npmModules(join(APPS, "browser"))),
} satisfies Tools;
