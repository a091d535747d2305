/** That it measures and prints; what it measures gates nothing. */
import assert from "node:assert/strict";
import { formatReport } from "../../bench/format_report.ts";
import { bench, readOptions } from "../../bench/main.ts";

Deno.test("ten services are measured once and kept, and the report has every figure and every target", async () => {
  const steps: string[] = [];
  const results = Deno.makeTempFileSync();
  Deno.removeSync(results);
  const options = { services: [10], runs: 1, tools: new Set([]), results, json: false };
  const report = await bench(options, (step) => steps.push(step));
  const [size] = report.sizes;
  assert.equal(size?.services, 10);
  assert.ok(size.files > 100, `${size.files} files`);
  for (const samples of [size.import, size.copy, size.cold, size.unchanged, size.edit, size.watchEdit]) {
    assert.equal(samples.runs, 1);
    assert.ok(samples.median > 0 && samples.fastest <= samples.slowest);
  }
  assert.ok(steps.length > 3);
  const again: string[] = [];
  const kept = await bench(options, (step) => again.push(step));
  assert.deepEqual(kept.sizes, JSON.parse(JSON.stringify(report.sizes)));
  assert.equal(again[0], `10 services: as kept in ${results}`);
  Deno.writeTextFileSync(results, JSON.stringify({ deno: "1.0.0", sizes: [] }));
  await assert.rejects(bench(options, () => {}), { message: /whose figures are of Deno 1\.0\.0/ });
  Deno.removeSync(results);
  const lines = formatReport(report).split("\n");
  for (
    const row of [
      "files",
      "import, s",
      "`cp -r`, s",
      "cold, s",
      "unchanged, s",
      "one edit, s",
      "one edit under watch, s",
      "cold for each service, ms",
    ]
  ) {
    const found = lines.find((line) => line.startsWith(`| ${row} `));
    assert.match(found ?? "", /\| +[0-9][0-9.,]* \|$/, row);
  }
  for (const target of ["cold, at most", "unchanged, at most", "shipped catalogue unchanged"]) {
    assert.match(lines.find((line) => line.includes(target)) ?? "", /\| +(yes|NO) \|$/, target);
  }
});

Deno.test("what the arguments say is what is measured", () => {
  assert.deepEqual(readOptions(["--services", "10,1000", "--runs", "2", "--without", "cdk8s", "--json"]), {
    services: [10, 1000],
    runs: 2,
    tools: new Set(["kustomize"]),
    results: undefined,
    json: true,
  });
  assert.equal(readOptions(["--help"]), undefined);
  assert.throws(() => readOptions(["--services", "0"]), { name: "TypeError", message: /--services is "0"/ });
  assert.throws(() => readOptions(["--without", "helm"]), { message: /--without names "helm"/ });
});
