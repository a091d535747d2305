import { validate } from "../../../lib/catalogue/validate.ts";
import { buildModel } from "../../../lib/model/build_model.ts";
import type { ClusterModel } from "../../../lib/model/types.ts";
import type { Policy } from "../../../lib/plan/policy.ts";
import { policyOf } from "../../../lib/plan/policy_of.ts";
import type { FileTree } from "../../../lib/tree/file_tree.ts";
import { renderTree } from "../../../lib/tree/render_tree.ts";
import type { Edit } from "../../plan/corpus/transition.ts";
import { today, withEdit, withTreeEdit } from "../../plan/render_transition.ts";
import { type LoadedFixture, loadFolder } from "../../valid_fixtures.ts";
import { textInSlot, valueInSlot } from "./slot_names.ts";

/** The cluster that is played. */
export const CLUSTER = "lab";

/** One copy of the shipped services, with names of its own. */
export interface Slot {
  /** Stands before every name: `s1`. */
  readonly name: string;
  /** What is different from the shipped catalogue, in the shipped names. */
  readonly edits: readonly Edit[];
}

/** Several copies of the shipped services in one cluster. */
export interface SideBySide {
  /** As `clusters/` would have it. */
  readonly tree: FileTree;
  /** What the catalogue says of changes. */
  readonly policy: Policy;
  readonly cluster: ClusterModel;
}

/** What of the cluster no transition is about, and what takes time from those that are played. */
const LEFT_OUT = ["observability", "kind"];

type Fields = Readonly<Record<string, unknown>>;

let shipped: Promise<LoadedFixture> | undefined;

/** The lab's settings and Argo CD's, as files of a catalogue without services, by path. */
export async function emptyCatalogue(): Promise<ReadonlyMap<string, string>> {
  const { clusters, argocd } = catalogueOf(await (shipped ??= loadFolder("")), [], {});
  return new Map(
    [...clusters, ...argocd].map(({ file, value }) => [file, `export default ${JSON.stringify(value)};\n`]),
  );
}

/** Renders copies of the shipped services, each edited, into one cluster; without what watches it. */
export async function sideBySide(slots: readonly Slot[]): Promise<SideBySide> {
  const loaded = await (shipped ??= loadFolder(""));
  const copies = slots.map(({ name, edits }) => {
    const edited = edits.reduce((all, edit) => "file" in edit ? withEdit(all, edit) : all, loaded);
    return {
      services: edited.services.map(({ file, value }) => ({
        file: textInSlot(name, file),
        value: valueInSlot(name, value),
      })),
      settings: valueInSlot(name, labOf(edited)["services"] ?? {}) as Fields,
    };
  });
  const { catalogue, diagnostics } = validate(catalogueOf(
    loaded,
    copies.flatMap(({ services }) => services).toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    Object.assign({}, ...copies.map(({ settings }) => settings)) as Fields,
  ));
  if (catalogue === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const model = buildModel(catalogue);
  let { tree }: { tree: FileTree } = renderTree(model);
  for (const { name, edits } of slots) {
    for (const edit of edits) {
      if (!("path" in edit)) continue;
      const [path, replace, text] = [edit.path, edit.replace, edit.with].map((each) =>
        textInSlot(name, each)
      );
      tree = withTreeEdit(tree, { path: path!, replace: replace!, with: text! });
    }
  }
  return { tree, policy: policyOf(model, { today }), cluster: model.clusters[0]! };
}

function catalogueOf(
  loaded: LoadedFixture,
  services: LoadedFixture["services"],
  settings: Fields,
): LoadedFixture {
  const kept = Object.entries(labOf(loaded)).filter(([key]) => !LEFT_OUT.includes(key));
  const value = { ...Object.fromEntries(kept), tracing: { samplingPercent: 0 }, services: settings };
  return { services, clusters: [{ file: `overlays/${CLUSTER}.ts`, value }], argocd: loaded.argocd };
}

function labOf({ clusters }: LoadedFixture): Fields {
  return clusters.find(({ file }) => file === `overlays/${CLUSTER}.ts`)?.value as Fields;
}
