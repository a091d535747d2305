/** Writes `tests/golden/` anew from `tests/fixtures/valid/`. Read the difference before you commit it. */
import { dirname } from "@std/path";
import { renderTree } from "../lib/tree/render_tree.ts";
import { bundle, readTree } from "./golden_tree.ts";
import { fixtureModel, fixtureNames } from "./valid_fixtures.ts";

const folder = "tests/golden";

for (const entry of Deno.readDirSync(folder)) {
  if (fixtureNames.includes(entry.name)) continue;
  await Deno.remove(`${folder}/${entry.name}`, { recursive: true });
  console.log(`removed ${entry.name}, which is no fixture`);
}

for (const name of fixtureNames) {
  const wanted = bundle(renderTree(await fixtureModel(name)).tree);
  const before = readTree(`${folder}/${name}`);
  let changed = 0;
  for (const [path, text] of wanted) {
    if (before.get(path) === text) continue;
    changed++;
    await Deno.mkdir(dirname(`${folder}/${name}/${path}`), { recursive: true });
    await Deno.writeTextFile(`${folder}/${name}/${path}`, text);
  }
  const gone = [...before.keys()].filter((path) => !wanted.has(path));
  for (const path of gone) await Deno.remove(`${folder}/${name}/${path}`);
  console.log(`${name}: ${wanted.size} files, ${changed} written, ${gone.length} removed`);
}
