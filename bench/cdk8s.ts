/**
 * Writes objects with cdk8s and prints how many seconds that took: `deno run … bench/cdk8s.ts OBJECTS OUTPUT`, where
 * OBJECTS is a JSON file with groups of objects, each of which becomes a chart and so a file. Reading it doesn't count.
 */
import { ApiObject, App, Chart } from "cdk8s";
import type { ObjectGroup } from "./rendered_objects.ts";

const [objects = "", outdir = ""] = Deno.args;
const groups: readonly ObjectGroup[] = JSON.parse(Deno.readTextFileSync(objects));

const begin = performance.now();
const app = new App({ outdir });
for (const { name, objects } of groups) {
  const chart = new Chart(app, name, { disableResourceNameHashes: true });
  objects.forEach((object, index) =>
    new ApiObject(chart, String(index), object as ConstructorParameters<typeof ApiObject>[2])
  );
}
app.synth();
console.log((performance.now() - begin) / 1000);
