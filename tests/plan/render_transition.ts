/** Both trees of a transition, rendered in memory. */
import { validate } from "../../lib/catalogue/validate.ts";
import { buildModel } from "../../lib/model/build_model.ts";
import type { Policy } from "../../lib/plan/policy.ts";
import { policyOf } from "../../lib/plan/policy_of.ts";
import type { FileTree } from "../../lib/tree/file_tree.ts";
import { renderTree } from "../../lib/tree/render_tree.ts";
import { type LoadedFixture, loadFolder } from "../valid_fixtures.ts";
import type { CatalogueEdit, Edit, Transition, TreeEdit } from "./corpus/transition.ts";

type Container = Record<string | number, unknown>;

function edited(value: unknown, [key, ...rest]: readonly (string | number)[], wanted: unknown): unknown {
  if (key === undefined) return wanted;
  const copy = (Array.isArray(value) ? [...value] : { ...value as object }) as Container;
  if (rest.length === 0 && wanted === undefined) delete copy[key];
  else copy[key] = edited(copy[key], rest, wanted);
  return copy;
}

/** A catalogue with a value of one of its files changed. */
export function withEdit(loaded: LoadedFixture, { file, at, value }: CatalogueEdit): LoadedFixture {
  const group = file.startsWith("services/")
    ? "services"
    : file.startsWith("overlays/")
    ? "clusters"
    : "argocd";
  const others = loaded[group].filter((each) => each.file !== file);
  const before = loaded[group].find((each) => each.file === file)?.value;
  const after = edited(before, at, value);
  const list = after === undefined ? others : [...others, { file, value: after }];
  return { ...loaded, [group]: list.toSorted((a, b) => (a.file < b.file ? -1 : 1)) };
}

/** A tree with a text in one of its files replaced. Throws where the text is not there. */
export function withTreeEdit(tree: FileTree, { path, replace, with: text }: TreeEdit): FileTree {
  if (replace === "") return new Map([...tree, [path, text]]);
  const before = tree.get(path);
  if (before === undefined || !before.includes(replace)) {
    throw new Error(`Cannot edit "${path}": there is no ${JSON.stringify(replace)}`);
  }
  return new Map([...tree, [path, before.replaceAll(replace, text)]]);
}

/** The day on which every plan is made. */
export const today = "2026-06-15";

/** What stands in Git after edits of the shipped catalogue. */
export interface Rendered {
  /** As `clusters/` would have it. */
  readonly tree: FileTree;
  /** What the catalogue says of changes. */
  readonly policy: Policy;
}

let shipped: Promise<LoadedFixture> | undefined;

/** Renders the shipped catalogue after edits. Throws where they don't fit the schema. */
export async function renderEdited(edits: readonly Edit[]): Promise<Rendered> {
  let loaded = await (shipped ??= loadFolder(""));
  for (const edit of edits) if ("file" in edit) loaded = withEdit(loaded, edit);
  const { catalogue, diagnostics } = validate(loaded);
  if (catalogue === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const model = buildModel(catalogue);
  let { tree }: { tree: FileTree } = renderTree(model);
  for (const edit of edits) if ("path" in edit) tree = withTreeEdit(tree, edit);
  return { tree, policy: policyOf(model, { today }) };
}

/** Renders both sides. */
export async function renderTransition(
  { before = [], change }: Transition,
): Promise<{ readonly before: Rendered; readonly after: Rendered }> {
  return { before: await renderEdited(before), after: await renderEdited([...before, ...change]) };
}
