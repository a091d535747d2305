/** Loading a folder and writing down what was found, for tests. */
import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import type { LocatedDiagnostic } from "../../../lib/diagnostic.ts";
import { collectFiles, loadCatalogue, type LoadedFile } from "../../../lib/catalogue/load/mod.ts";
import { locateDiagnostics } from "../../../lib/catalogue/locate/mod.ts";

/** Every folder of input that loading refuses. */
export const fixtures = fileURLToPath(import.meta.resolve("../../fixtures/invalid/load"));

/** What was found in a folder. */
export interface LoadedCase {
  readonly values: readonly LoadedFile[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Collects and loads the services below a root and locates what is wrong. */
export async function loadCase(root: string, timeoutMs = 10_000): Promise<LoadedCase> {
  const { files, diagnostics } = collectFiles(root, "services");
  const groups = { services: files, overlays: [], argocd: [] };
  const loaded = await loadCatalogue({ root, groups, timeoutMs });
  const located = locateDiagnostics(
    [...diagnostics, ...loaded.diagnostics],
    (file) => Deno.readTextFileSync(join(root, file)),
  );
  return { values: loaded.values, diagnostics: located };
}

/** Diagnostics as lines: the place, the code and the message, then the fix. */
export function asText(diagnostics: readonly LocatedDiagnostic[]): string {
  return diagnostics.map(({ origin, position, severity, code, message, fix }) => {
    const place = `${origin.file}:${position.line}:${position.column}`;
    return `${place} ${severity} ${code} ${message}\n${fix === undefined ? "" : `  fix: ${fix}\n`}`;
  }).join("");
}

/** Writes files below a new folder and removes it afterwards. */
export async function withFiles<Result>(
  files: Readonly<Record<string, string>>,
  use: (root: string) => Promise<Result>,
): Promise<Result> {
  const root = Deno.realPathSync(Deno.makeTempDirSync());
  try {
    for (const [file, text] of Object.entries(files)) {
      const path = join(root, file);
      Deno.mkdirSync(join(path, ".."), { recursive: true });
      Deno.writeTextFileSync(path, text);
    }
    return await use(root);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}
