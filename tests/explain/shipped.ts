/** The shipped catalogue, loaded for explaining it. */
import { explainInputs } from "../../lib/cli/explain_inputs.ts";
import { Explainer, type Inputs } from "../../lib/explain/explain_file.ts";
import type { ExplainedLine } from "../../lib/explain/explained.ts";
import { renderTree } from "../../lib/tree/render_tree.ts";
import type { FileTree } from "../../lib/tree/file_tree.ts";

/** A catalogue with what it renders. */
export interface Shipped {
  readonly inputs: Inputs;
  readonly explainer: Explainer;
  readonly tree: FileTree;
}

function readText(file: string): string | undefined {
  try {
    return Deno.readTextFileSync(file);
  } catch {
    return undefined;
  }
}

/** Loads it from the working directory. */
export async function shipped(): Promise<Shipped> {
  const { inputs } = await explainInputs(Deno.cwd(), readText);
  if (inputs === undefined) throw new Error("the shipped catalogue has errors");
  return { inputs, explainer: new Explainer(inputs), tree: renderTree(inputs.model).tree };
}

/** The lines of a rendered file that a pattern fits, explained. */
export function explainMatching(
  { explainer, tree }: Shipped,
  path: string,
  pattern: RegExp,
): readonly ExplainedLine[] {
  const text = tree.get(path);
  if (text === undefined) throw new Error(`nothing renders ${path}`);
  return text.split("\n").flatMap((line, index) =>
    pattern.test(line) ? explainer.explain(path, text, { line: index + 1 }) : []
  );
}
