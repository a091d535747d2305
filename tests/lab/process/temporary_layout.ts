import { type Layout, layoutAt } from "../../../lab/process/layout.ts";

/** A folder of its own for one test, removed when disposed of. */
export async function temporaryLayout(): Promise<{ readonly layout: Layout } & AsyncDisposable> {
  const folder = await Deno.makeTempDir({ prefix: "rv-" });
  return {
    layout: layoutAt(`${folder}/lab`),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
