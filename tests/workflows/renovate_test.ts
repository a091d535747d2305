/** Renovate's own engine doesn't run here: its patterns are run over the real files instead. */
import assert from "node:assert/strict";
import { checkCatalogue } from "../../lib/pipeline/check_catalogue.ts";
import { fileURLToPath } from "node:url";
import { KIND_NODE_IMAGE, KIND_PROVIDER_VERSION } from "../../lib/kind/versions.ts";
import { GITEA_IMAGE } from "../../lab/kind/gitea_objects.ts";
import { type Pin, PINS } from "../../toolchain/pins.ts";
import { ROOT } from "./workflows.ts";

interface CustomManager {
  readonly description: string;
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly depNameTemplate?: string;
  readonly datasourceTemplate: string;
}

const { customManagers } = JSON.parse(Deno.readTextFileSync(new URL("renovate.json", ROOT))) as {
  readonly customManagers: readonly CustomManager[];
};

const tracked = new TextDecoder().decode(
  new Deno.Command("git", {
    args: ["-C", fileURLToPath(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"],
  }).outputSync().stdout,
).split("\n");

/** What a manager finds: `<name>:<version>[@<digest>]`, with the file before it. */
function findings({ managerFilePatterns, matchStrings, depNameTemplate }: CustomManager): readonly string[] {
  const patterns = managerFilePatterns.map((pattern) => new RegExp(pattern.slice(1, -1)));
  return tracked.filter((path) => patterns.some((pattern) => pattern.test(path))).flatMap((path) => {
    const text = Deno.readTextFileSync(new URL(path, ROOT));
    return matchStrings.flatMap((match) =>
      [...text.matchAll(new RegExp(match, "gm"))].map(({ groups = {} }) => {
        const { depName = depNameTemplate, currentValue, currentDigest } = groups;
        return `${path} ${depName}:${currentValue}${currentDigest === undefined ? "" : `@${currentDigest}`}`;
      })
    );
  });
}

function managed(datasource: string, about: RegExp): readonly string[] {
  const found = customManagers.filter((manager) =>
    manager.datasourceTemplate === datasource && about.test(manager.description)
  );
  assert.equal(found.length, 1, `${datasource} ${about}`);
  return findings(found[0]!);
}

Deno.test("every manager finds something, and has patterns that Renovate's engine knows", () => {
  for (const manager of customManagers) {
    assert.ok(findings(manager).length > 0, manager.description);
    // RE2 has neither look-around nor references back.
    for (const match of manager.matchStrings) assert.doesNotMatch(match, /\(\?[=!]|\(\?<[=!]|\\\d|\\k</);
  }
});

Deno.test("every image of the catalogue is found in the file that names it", async () => {
  const { model } = await checkCatalogue(fileURLToPath(ROOT).replace(/\/$/, ""));
  const images = new Set(
    model?.clusters.flatMap(({ services }) =>
      services.flatMap(({ versions }) => versions.map(({ image }) => image))
    ),
  );
  const found = new Set(managed("docker", /Images/).map((finding) => finding.split(" ")[1]));
  assert.ok(images.size >= 6);
  for (const image of [...images, KIND_NODE_IMAGE, GITEA_IMAGE]) assert.ok(found.has(image), image);
});

Deno.test("every pin of a Go module and of a wheel is found", () => {
  const pins = Object.values(PINS as unknown as Readonly<Record<string, Pin>>);
  const wanted = pins.flatMap((pin) => {
    if (pin.source === "go-module") return [`${pin.module}:${pin.moduleVersion}`];
    return pin.source === "pypi-wheel" ? [`${pin.distribution}:${pin.version}`] : [];
  });
  const found = [...managed("go", /Tools/), ...managed("pypi", /wheels/)].map((finding) =>
    finding.split(" ")[1]
  );
  assert.deepEqual([...new Set(found)].sort(), [...new Set(wanted)].sort());
});

Deno.test("Istio's version is found in every cluster, Argo CD's, Deno's and the provider's where they stand", () => {
  const overlays = tracked.filter((path) => /^overlays\/[^/]+\.ts$/.test(path));
  assert.equal(managed("helm", /Istio/).length, overlays.length);
  assert.equal(managed("github-tags", /Argo CD/).length, 1);
  assert.deepEqual(managed("terraform-provider", /provider/), [
    `lib/kind/versions.ts tehcyx/kind:${KIND_PROVIDER_VERSION}`,
  ]);
  const deno = new Set(managed("npm", /Deno/).map((finding) => finding.split(" ")[1]));
  assert.deepEqual([...deno], ["deno:2.9.6"]);
});
