/** Which collected files other files need. */
import { reachable } from "./reachable.ts";

/** The collected files that another collected file imports, be it through helpers. */
export function importedFiles(root: string, files: readonly string[]): ReadonlySet<string> {
  const collected = new Set(files);
  const imported = new Set<string>();
  for (const file of files) {
    for (const { file: reached } of reachable(root, file)) {
      if (reached !== file && collected.has(reached)) imported.add(reached);
    }
  }
  return imported;
}
