import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parse } from "@std/yaml";
import { packCharts } from "../../../lab/charts/pack_charts.ts";
import { runProgram } from "../../../lab/process/run_program.ts";
import { temporaryFolder, writeFiles } from "../git/temporary_folder.ts";

const RELEASE = { version: "1.31.0", hub: "docker.io/istio" };
const CHART = {
  "Chart.yaml": "apiVersion: v2\nname: base\nversion: 1.0.0\nappVersion: 1.0.0\n",
  "values.yaml": "hub: registry.istio.io/testing\n",
  "templates/a.yaml": "a: 1\n",
  "templates/b.yaml": "b: 1\n",
};

async function sha256Of(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  const hash = async (name: string) =>
    createHash("sha256").update(await Deno.readFile(`${folder}/${name}`)).digest("hex");
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await hash(name)])));
}

Deno.test("packing twice gives the same bytes, whatever the files' times, order and rights are", async () => {
  await using folder = await temporaryFolder();
  const at = (below: string) => `${folder.path}/${below}`;
  await writeFiles(at("one"), CHART);
  await writeFiles(at("two"), Object.fromEntries(Object.entries(CHART).reverse()));
  await Deno.utime(at("two/values.yaml"), new Date(0), new Date(86_400_000));
  await Deno.chmod(at("two/templates/a.yaml"), 0o400);
  assert.deepEqual(await packCharts({ sources: [at("one")], release: RELEASE, folder: at("first") }), [
    "base-1.31.0",
  ]);
  await packCharts({ sources: [at("two")], release: RELEASE, folder: at("second") });
  const first = await sha256Of(at("first"));
  assert.deepEqual(Object.keys(first), ["base-1.31.0.tgz", "index.yaml"]);
  assert.deepEqual(await sha256Of(at("second")), first);
});

Deno.test("an archive holds no times, owners and rights of this machine", async () => {
  await using folder = await temporaryFolder();
  const at = (below: string) => `${folder.path}/${below}`;
  await writeFiles(at("chart"), CHART);
  const mask = Deno.umask(0o077);
  try {
    await packCharts({ sources: [at("chart")], release: RELEASE, folder: at("packed") });
  } finally {
    Deno.umask(mask);
  }
  const list = ["env", "TZ=UTC", "tar", "--list", "--verbose", "--numeric-owner", "--file"];
  const lines = (await runProgram([...list, at("packed/base-1.31.0.tgz")])).trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => line.replace(/ +\d+ 1980/, " SIZE 1980")), [
    "drwxr-xr-x 0/0 SIZE 1980-01-01 00:00 base/",
    "-rw-r--r-- 0/0 SIZE 1980-01-01 00:00 base/Chart.yaml",
    "drwxr-xr-x 0/0 SIZE 1980-01-01 00:00 base/templates/",
    "-rw-r--r-- 0/0 SIZE 1980-01-01 00:00 base/templates/a.yaml",
    "-rw-r--r-- 0/0 SIZE 1980-01-01 00:00 base/templates/b.yaml",
    "-rw-r--r-- 0/0 SIZE 1980-01-01 00:00 base/values.yaml",
  ]);
});

Deno.test("a changed file changes the archive and its digest in the index", async () => {
  await using folder = await temporaryFolder();
  const at = (below: string) => `${folder.path}/${below}`;
  await writeFiles(at("chart"), CHART);
  await packCharts({ sources: [at("chart")], release: RELEASE, folder: at("packed") });
  const before = await sha256Of(at("packed"));
  await writeFiles(at("chart"), { "templates/a.yaml": "a: 2\n" });
  await packCharts({ sources: [at("chart")], release: RELEASE, folder: at("packed") });
  const after = await sha256Of(at("packed"));
  assert.notEqual(after["base-1.31.0.tgz"], before["base-1.31.0.tgz"]);
  assert.notEqual(after["index.yaml"], before["index.yaml"]);
});

Deno.test("the index names the chart, its version, its archive and the archive's digest", async () => {
  await using folder = await temporaryFolder();
  const at = (below: string) => `${folder.path}/${below}`;
  await writeFiles(at("chart"), CHART);
  await packCharts({ sources: [at("chart")], release: RELEASE, folder: at("packed") });
  const { "base-1.31.0.tgz": digest } = await sha256Of(at("packed"));
  const index = parse(await Deno.readTextFile(at("packed/index.yaml"))) as {
    readonly entries: Readonly<Record<string, readonly unknown[]>>;
  };
  assert.deepEqual(index.entries["base"], [{
    apiVersion: "v2",
    name: "base",
    version: "1.31.0",
    appVersion: "1.31.0",
    created: "1980-01-01T00:00:00Z",
    digest,
    urls: ["base-1.31.0.tgz"],
  }]);
});
