/** Simulates canaries and writes docs/reference/canary-analysis.md with its picture. `--runs N`; default: 2,000. */
import { parseArgs } from "node:util";
import { chart } from "./chart.ts";
import { chartPath, pagePath, renderPage } from "./page.ts";
import { runAll } from "./run_all.ts";

const { values } = parseArgs({
  args: [...Deno.args],
  options: { runs: { type: "string", default: "2000" } },
});
const results = runAll(Number(values.runs), (name) => console.log(name));
await Deno.writeTextFile(pagePath, renderPage(results));
await Deno.writeTextFile(chartPath, chart(results));
console.log(`${pagePath} and ${chartPath}: written`);
