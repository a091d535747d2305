/**
 * Writes objects with cdk8s and prints how many seconds that took: `deno run … bench/cdk8s.ts OBJECTS OUTPUT`, where
 * OBJECTS is a JSON file with groups of objects, each of which becomes a chart. Every object becomes a file, as with
 * the generator, so that both ask the same of the file system. Reading OBJECTS doesn't count.
 */
import { ApiObject, App, Chart, YamlOutputType } from "cdk8s";
import type { ObjectGroup } from "./rendered_objects.ts";

const [objects = "", outdir = ""] = Deno.args;
const groups: readonly ObjectGroup[] = JSON.parse(Deno.readTextFileSync(objects));

const begin = performance.now();
const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
for (const { name, objects } of groups) {
  const chart = new Chart(app, name, { disableResourceNameHashes: true });
  objects.forEach((object, index) =>
    new ApiObject(chart, String(index), object as ConstructorParameters<typeof ApiObject>[2])
  );
}
app.synth();
console.log((performance.now() - begin) / 1000);
