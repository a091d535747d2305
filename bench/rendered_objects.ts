/** The Kubernetes objects of a rendered tree, for other tools to write again. */
import { parse } from "@std/yaml";

/** Objects that belong together, as one unit of another tool. */
export interface ObjectGroup {
  readonly name: string;
  readonly objects: readonly object[];
}

function* yamlFiles(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (name.startsWith(".")) continue;
    const path = `${folder}/${name}`;
    if (isDirectory) yield* yamlFiles(path);
    else if (name.endsWith(".yaml") && name !== "kustomization.yaml") yield path;
  }
}

/**
 * Every object that stands in a file of its own, kustomizations apart: one group for each service with what it has in
 * all clusters, one for everything else of a cluster.
 *
 * @param clusters The folder of the tree.
 */
export function renderedObjects(clusters: string): readonly ObjectGroup[] {
  const groups = new Map<string, object[]>();
  for (const path of yamlFiles(clusters)) {
    const [cluster = "", part, name] = path.slice(clusters.length + 1).split("/");
    const group = (cluster === "base" ? part : part === "services" ? name : cluster) ?? "";
    const object = parse(Deno.readTextFileSync(path)) as object;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [object]);
    else known.push(object);
  }
  return [...groups].map(([name, objects]) => ({ name, objects }));
}
