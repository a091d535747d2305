/** What was meant by an import that leads nowhere. */
import { basename, dirname, join, relative } from "@std/path";
import { didYouMean } from "../../did_you_mean.ts";

function namesIn(folder: string): readonly string[] {
  try {
    return [...Deno.readDirSync(folder)].filter(({ isFile }) => isFile).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** A path as an import writes it, from the file that imports. */
function specifierTo(importer: string, target: string): string {
  const path = relative(dirname(importer), target);
  return path.startsWith(".") ? path : `./${path}`;
}

/** Names the nearest file in the folder of a missing one: `did you mean "./_shared/policies.ts"?`. */
export function suggestFile(root: string, importer: string, missing: string): string | undefined {
  const folder = dirname(missing);
  const names = namesIn(join(root, folder));
  const withEnding = `${basename(missing)}.ts`;
  const known = names.includes(withEnding) ? [withEnding] : names;
  const nearest = /"(.*)"/.exec(didYouMean(basename(missing), known) ?? "")?.[1];
  if (nearest === undefined && known !== names) {
    return `did you mean ${JSON.stringify(specifierTo(importer, join(folder, withEnding)))}?`;
  }
  return nearest === undefined
    ? undefined
    : `did you mean ${JSON.stringify(specifierTo(importer, join(folder, nearest)))}?`;
}

const exported =
  /\bexport\s+(?:declare\s+)?(?:async\s+)?(?:const|let|var|function\*?|class|enum)\s+([\w$]+)/g;

/** Names the nearest export of a file. */
export function suggestExport(root: string, file: string, missing: string): string | undefined {
  try {
    const text = Deno.readTextFileSync(join(root, file));
    return didYouMean(missing, [...text.matchAll(exported)].map(([, name]) => name!));
  } catch {
    return undefined;
  }
}
