/** The catalogues in `tests/fixtures/valid/`: applications that aren't ours. */
import { collectGroups, type Group, groupNames, type Groups } from "../lib/catalogue/load/groups.ts";
import { loadCatalogue } from "../lib/catalogue/load/load_catalogue.ts";
import { type LoadedValue, validate } from "../lib/catalogue/validate.ts";
import type { Diagnostic } from "../lib/diagnostic.ts";
import { buildModel } from "../lib/model/build_model.ts";
import type { Catalogue } from "../lib/model/catalogue.ts";
import type { Model } from "../lib/model/types.ts";
import { checkModel } from "../lib/rules/check_model.ts";
import { formatPath } from "../lib/value_path.ts";

const folder = "tests/fixtures/valid";

/** The fixtures' names, sorted. */
export const fixtureNames: readonly string[] = [...Deno.readDirSync(folder)]
  .filter((entry) => entry.isDirectory).map((entry) => entry.name).sort();

/** A catalogue as it was loaded, its shape not yet checked. */
export interface LoadedFixture {
  readonly services: readonly LoadedValue[];
  readonly clusters: readonly LoadedValue[];
  readonly argocd: readonly LoadedValue[];
}

function refuse(name: string, diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  const lines = diagnostics.map(({ code, origin, message, fix }) =>
    `${origin.file} ${formatPath(origin.path)} ${code} ${message}${fix === undefined ? "" : ` (${fix})`}`
  );
  throw new Error(`Cannot use ${JSON.stringify(name)}:\n${lines.join("\n")}`);
}

/**
 * Loads the files of a catalogue below a folder as the generator does. Files are named as they would be if the folder
 * were a repository of its own.
 *
 * @param below With a slash at its end; empty for the repository itself.
 */
export async function loadFolder(below: string): Promise<LoadedFixture> {
  const { groups, diagnostics } = collectGroups(`${Deno.cwd()}/${below}`);
  refuse(below, diagnostics);
  const named = Object.fromEntries(
    groupNames.map((group) => [group, groups[group].map((file) => `${below}${file}`)]),
  ) as unknown as Groups;
  const loaded = await loadCatalogue({ root: Deno.cwd(), groups: named });
  refuse(below, loaded.diagnostics);
  const of = (wanted: Group) =>
    loaded.values.filter(({ group }) => group === wanted)
      .map(({ file, value }) => ({ file: file.slice(below.length), value }));
  return { services: of("services"), clusters: of("overlays"), argocd: of("argocd") };
}

/** Loads the files of a fixture. */
export function loadFixture(name: string): Promise<LoadedFixture> {
  return loadFolder(`${folder}/${name}/`);
}

/** The catalogue of loaded files. Throws where the schema or a rule has anything to say, warnings included. */
export function catalogueOf(name: string, loaded: LoadedFixture): { catalogue: Catalogue; model: Model } {
  const { catalogue, diagnostics } = validate(loaded);
  refuse(name, diagnostics);
  const model = buildModel(catalogue!);
  refuse(name, checkModel(catalogue!, model));
  return { catalogue: catalogue!, model };
}

/** The model of a fixture. */
export async function fixtureModel(name: string): Promise<Model> {
  return catalogueOf(name, await loadFixture(name)).model;
}
