/** The pages that people read. */
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

function below(folder: string): readonly string[] {
  return [...Deno.readDirSync(root + folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return below(path);
    return name.endsWith(".md") ? [path] : [];
  });
}

/** A page of the repository. */
export interface Page {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** Every page of the documentation, and those beside the code; not those of `clusters/`, which are rendered. */
export function pages(): readonly Page[] {
  const paths = [
    ...["README.md", "CONTRIBUTING.md", "apps/README.md", "lab/README.md", "lab/metrics/README.md"],
    ...below("docs").toSorted(),
  ];
  return paths.map((path) => ({ path, text: Deno.readTextFileSync(root + path) }));
}
