/** Data flows one way through `lib/`, the world is touched at its edges only, and modules stay small. */
import assert from "node:assert/strict";
import { importCycles, importedPath, moduleFacts, type ModuleGraph, readModules } from "./module_graph.ts";

/** A part of `lib/` and the parts that it may import from, besides itself and the shared modules at the top. */
interface Part {
  readonly name: string;
  /** What its modules' paths begin with. */
  readonly paths: readonly string[];
  readonly uses: readonly string[];
  /** Of these it may import types alone. */
  readonly usesTypesOf?: readonly string[];
}

/** From the catalogue to the disk; a part stands below all that it uses. */
const parts: readonly Part[] = [
  {
    name: "shared",
    paths: [
      "diagnostic",
      "did_you_mean",
      "kubernetes_object",
      "value_path",
      "same_value",
      "once_per",
      "quantity",
      "yaml",
    ]
      .map((name) => `lib/${name}.ts`),
    uses: [],
  },
  { name: "catalogue/schema", paths: ["lib/catalogue/schema/"], uses: [] },
  // What validation gives is what the model takes; the model says what that is.
  { name: "catalogue", paths: ["lib/catalogue/"], uses: ["catalogue/schema"], usesTypesOf: ["model"] },
  { name: "catalogue/locate", paths: ["lib/catalogue/locate/"], uses: ["catalogue"] },
  { name: "catalogue/load", paths: ["lib/catalogue/load/"], uses: ["catalogue/locate"] },
  { name: "model", paths: ["lib/model/"], uses: [], usesTypesOf: ["catalogue"] },
  { name: "tree", paths: ["lib/tree/"], uses: [] },
  // Files within ConfigMaps are YAML too.
  { name: "resources", paths: ["lib/resources/"], uses: ["model", "tree"] },
  { name: "kustomize", paths: ["lib/kustomize/"], uses: ["resources", "tree"] },
  { name: "argocd", paths: ["lib/argocd/"], uses: ["model", "resources", "tree"] },
  { name: "readme", paths: ["lib/readme/"], uses: ["model"] },
  { name: "kind", paths: ["lib/kind/"], uses: ["model", "tree"] },
  {
    // Every rule's code must be known where the next one is chosen, those of loading and of the schema included.
    name: "rules",
    paths: ["lib/rules/"],
    uses: ["model", "resources", "argocd", "catalogue", "catalogue/load"],
    usesTypesOf: ["report"],
  },
  {
    name: "render",
    paths: ["lib/tree/render_tree.ts", "lib/tree/service_folders.ts", "lib/tree/cluster_folders.ts"],
    uses: ["model", "resources", "kustomize", "argocd", "readme", "kind", "tree"],
  },
  { name: "disk", paths: ["lib/disk/"], uses: ["tree"] },
  { name: "report", paths: ["lib/report/"], uses: [] },
  // Knows rendered files and objects, and nothing of how they are rendered.
  { name: "walk", paths: ["lib/walk/"], uses: ["tree", "catalogue/locate", "report"] },
  {
    name: "plan",
    paths: ["lib/plan/"],
    uses: ["walk", "tree", "resources", "rules"],
    usesTypesOf: ["model"],
  },
  {
    name: "pipeline",
    paths: ["lib/pipeline/"],
    uses: ["catalogue", "catalogue/load", "catalogue/locate", "model", "rules", "render", "tree"],
  },
  { name: "canary", paths: ["lib/canary/"], uses: ["model", "catalogue/locate"] },
  { name: "canary/world", paths: ["lib/canary/world/"], uses: ["canary"] },
  {
    name: "explain",
    paths: ["lib/explain/"],
    uses: ["catalogue", "catalogue/schema", "catalogue/locate", "model", "render", "tree", "walk", "report"],
  },
  {
    name: "cli",
    paths: ["lib/cli/"],
    uses: [
      "argocd",
      "canary",
      "canary/world",
      "catalogue/locate",
      "model",
      "catalogue",
      "catalogue/load",
      "catalogue/schema",
      "rules",
      "render",
      "tree",
      "disk",
      "report",
      "pipeline",
      "walk",
      "plan",
      "explain",
    ],
  },
];

/** The parts that touch the world. */
const edges = new Set(["catalogue/load", "disk", "pipeline", "cli", "canary/world"]);

/** Modules of Node's that do input or output. */
const outwardModules =
  /^node:(fs|net|http|https|child_process|process|os|dns|worker_threads|dgram|tls)(\/|$)/;

const longest = 300;

/** One thought each, that would be worse in two. Lines, at most. */
const longer: ReadonlyMap<string, number> = new Map([
  // The whole model in one place.
  ["lib/model/types.ts", 410],
  // All that a container may say; a third of it is docstrings.
  ["lib/catalogue/schema/container.ts", 310],
]);

/** What only reads YAML. */
const readingNames = new Set([
  "parse",
  "parseAll",
  "parseEvents",
  "constructFromEvents",
  "Event",
  "EVENT_ID",
  "YAMLException",
]);

/** The part of a module: the one with the longest fitting path. */
function partOf(path: string): Part | undefined {
  let found: Part | undefined;
  let length = 0;
  for (const part of parts) {
    for (const start of part.paths) {
      if (path.startsWith(start) && start.length > length) [found, length] = [part, start.length];
    }
  }
  return found;
}

function importViolations(path: string, part: Part, modules: ModuleGraph): readonly string[] {
  return modules.get(path)!.imports.flatMap(({ specifier, typeOnly, names }) => {
    const to = importedPath(path, specifier);
    if (to === undefined) {
      if (outwardModules.test(specifier) && !edges.has(part.name)) return [`${path} imports ${specifier}`];
      const isYaml = /^(js-yaml|yaml|@std\/yaml)$/.test(specifier);
      return isYaml && path !== "lib/yaml.ts" && names.some((name) => !readingNames.has(name))
        ? [`${path} imports ${names.join(", ")} from ${specifier}, only lib/tree/yaml.ts serialises YAML`]
        : [];
    }
    if (!to.startsWith("lib/")) return [`${path} imports ${to}, which is not in lib/`];
    const other = partOf(to);
    if (other === undefined) return [`${path} imports ${to}, which belongs to no part`];
    if (other === part || other.name === "shared" || part.uses.includes(other.name)) return [];
    if (typeOnly && (part.usesTypesOf?.includes(other.name) || to === "lib/catalogue/types.ts")) return [];
    return [`${path} imports ${typeOnly ? "types of " : ""}${to}: ${part.name} must not know ${other.name}`];
  });
}

/** Everything that is against the architecture. */
function violations(modules: ModuleGraph): readonly string[] {
  const found = importCycles(modules).map((cycle) => `${cycle.join(" → ")} → ${cycle[0]}`);
  for (const [path, { globals, hasYamlText, lines }] of modules) {
    const part = partOf(path);
    if (part === undefined) {
      found.push(`${path} belongs to no part`);
      continue;
    }
    found.push(...importViolations(path, part, modules));
    if (globals.length > 0 && !edges.has(part.name)) found.push(`${path} uses ${globals.join(", ")}`);
    if (hasYamlText) found.push(`${path} writes YAML by hand, only lib/tree/yaml.ts serialises it`);
    if (lines > (longer.get(path) ?? longest)) found.push(`${path} has ${lines} lines`);
  }
  return found;
}

Deno.test("lib/ keeps to its architecture", () => assert.deepEqual(violations(readModules("lib")), []));

Deno.test("every part has modules, and uses only parts that stand above it", () => {
  const found = new Set([...readModules("lib").keys()].map((path) => partOf(path)?.name));
  assert.deepEqual(parts.map(({ name }) => name).filter((name) => !found.has(name)), []);
  const above = new Set<string>();
  const waiting = new Set(parts);
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const part of waiting) {
      if (!part.uses.every((name) => above.has(name))) continue;
      above.add(part.name);
      waiting.delete(part);
    }
  }
  assert.deepEqual([...waiting].map(({ name }) => name), []);
});

const wrong: Readonly<Record<string, readonly [modules: Readonly<Record<string, string>>, found: RegExp]>> = {
  "a resource that reads the disk's plan": [
    { "lib/resources/a.ts": `import { plan } from "../disk/plan.ts";`, "lib/disk/plan.ts": "" },
    /resources must not know disk/,
  ],
  "a model that imports a value of the catalogue": [
    {
      "lib/model/a.ts": `import { validate } from "../catalogue/validate.ts";`,
      "lib/catalogue/validate.ts": "",
    },
    /model must not know catalogue$/,
  ],
  "a type of a part that isn't known": [
    { "lib/argocd/a.ts": `import type { Plan } from "../disk/plan.ts";`, "lib/disk/plan.ts": "" },
    /imports types of lib\/disk\/plan\.ts/,
  ],
  "a dynamic import against the flow": [
    { "lib/tree/a.ts": `const { run } = await import("../cli/run.ts");`, "lib/cli/run.ts": "" },
    /tree must not know cli/,
  ],
  "an export from against the flow": [
    { "lib/tree/a.ts": `export * from "../cli/run.ts";`, "lib/cli/run.ts": "" },
    /tree must not know cli/,
  ],
  "an import of the lab": [
    { "lib/disk/a.ts": `import { up } from "../../lab/up.ts";` },
    /imports lab\/up\.ts, which is not in lib\//,
  ],
  "two modules that import each other": [
    { "lib/disk/a.ts": `import { b } from "./b.ts";`, "lib/disk/b.ts": `export { a } from "./a.ts";` },
    /lib\/disk\/a\.ts → lib\/disk\/b\.ts → lib\/disk\/a\.ts/,
  ],
  "a folder that nobody has placed": [{ "lib/new/a.ts": "" }, /lib\/new\/a\.ts belongs to no part/],
  "a long module": [{ "lib/disk/a.ts": "\n".repeat(301) }, /has 301 lines/],
  "a pure part that reads files": [
    { "lib/readme/a.ts": `export const text = Deno.readTextFileSync("a");` },
    /lib\/readme\/a\.ts uses Deno/,
  ],
  "a pure part that reads files by way of Node": [
    { "lib/readme/a.ts": `import { readFileSync } from "node:fs";` },
    /imports node:fs/,
  ],
  "another YAML library": [
    { "lib/argocd/a.ts": `import { dump } from "js-yaml";` },
    /imports dump from js-yaml/,
  ],
  "the shim's stringify": [
    { "lib/argocd/a.ts": `import { stringify } from "@std/yaml";` },
    /imports stringify from @std\/yaml/,
  ],
  "YAML by hand": [
    { "lib/argocd/a.ts": "export const patch = (name: string) => `\\napiVersion: v1\\nname: ${name}\\n`;" },
    /writes YAML by hand/,
  ],
};

for (const [name, [sources, expected]] of Object.entries(wrong)) {
  Deno.test(`the architecture forbids ${name}`, () => {
    const modules = new Map(Object.entries(sources).map(([path, source]) => [path, moduleFacts(source)]));
    const found = violations(modules);
    assert.equal(found.length, 1, found.join("\n"));
    assert.match(found[0]!, expected);
  });
}

Deno.test("the architecture allows types of the catalogue everywhere, and what isn't a use of a global", () => {
  const sources = {
    "lib/readme/a.ts": `import type { ServiceInput } from "../catalogue/types.ts";
      import { type ServiceModel } from "../model/types.ts";
      export const a = { Deno: 1 }.Deno; // Deno.readFile`,
    "lib/model/types.ts": `import type { a } from "./b.ts";`,
    "lib/model/b.ts": `import { c } from "./types.ts";`,
  };
  const modules = new Map(Object.entries(sources).map(([path, source]) => [path, moduleFacts(source)]));
  assert.deepEqual(violations(modules), []);
});
