import assert from "node:assert/strict";
import { type GoModulePin, type Pin, PINS } from "../../toolchain/pins.ts";
import { SETS, TOOLS } from "../../toolchain/tools.ts";

const FAMILIES = new URL("../../toolchain/go/", import.meta.url);
const GO_PINS = Object.entries(PINS as unknown as Record<string, Pin>)
  .filter((entry): entry is [string, GoModulePin] => entry[1].source === "go-module");

function read(family: string, file: string): readonly string[] {
  return Deno.readTextFileSync(new URL(`${family}/${file}`, FAMILIES)).split("\n");
}

for (const [name, { family, module, moduleVersion }] of GO_PINS) {
  Deno.test(`the pin of ${name} is the version that go.mod requires`, () => {
    const required = read(family, "go.mod").filter((line) => line.trim().startsWith(`${module} v`));
    assert.deepEqual(required.map((line) => line.trim().split(" ")[1]), [moduleVersion]);
  });

  Deno.test(`go.sum vouches for ${name}`, () => {
    const sums = read(family, "go.sum").filter((line) => line.startsWith(`${module} ${moduleVersion}`));
    assert.deepEqual(sums.map((line) => line.split(" ")[1]), [moduleVersion, `${moduleVersion}/go.mod`]);
    for (const sum of sums) assert.match(sum, / h1:[A-Za-z0-9+/]{43}=$/);
  });
}

Deno.test("every Go module below toolchain/go belongs to a pin", () => {
  const folders = [...Deno.readDirSync(FAMILIES)].map(({ name }) => name);
  assert.deepEqual(folders.sort(), [...new Set(GO_PINS.map(([, { family }]) => family))].sort());
});

Deno.test("every part of Kubernetes is of the pinned release", () => {
  const staging = read("kubernetes", "go.mod").filter((line) => / => k8s\.io\//.test(line));
  const wanted = PINS["kube-apiserver"].version.replace(/^1/, "v0");
  assert.ok(staging.length > 20);
  for (const line of staging) assert.equal(line.trim().split(" ").at(-1), wanted);
});

Deno.test("tools of one module share its version", () => {
  const versions = new Map<string, Set<string>>();
  for (const [, { module, moduleVersion, version }] of GO_PINS) {
    versions.set(module, (versions.get(module) ?? new Set()).add(`${moduleVersion} ${version}`));
  }
  for (const [module, found] of versions) assert.equal(found.size, 1, module);
});

Deno.test("a wheel is pinned by an exact version and a SHA-256", () => {
  assert.match(PINS.envoy.sha256, /^[0-9a-f]{64}$/);
  assert.match(PINS.envoy.version, /^\d+\.\d+\.\d+$/);
});

Deno.test("pins can't be changed at run time", () => {
  assert.ok(Object.isFrozen(PINS));
  for (const pin of Object.values(PINS)) assert.ok(Object.isFrozen(pin));
});

Deno.test("every pin has a recipe, and sets name nothing else", () => {
  assert.deepEqual(Object.keys(TOOLS), Object.keys(PINS));
  for (const { recipe } of Object.values(TOOLS)) assert.equal(typeof recipe?.make, "function");
  for (const name of Object.values(SETS).flat()) assert.ok(Object.hasOwn(PINS, name), name);
});
