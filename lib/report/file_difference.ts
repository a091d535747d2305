/** How the text of one file changes. */
import { structuredPatch } from "diff";

/** A file before and after; undefined where it doesn't exist. */
export interface FileVersions {
  /** Relative to the repository's root: `clusters/base/backend/service.yaml`. */
  readonly path: string;
  /** Undefined: there was no file. */
  readonly before: string | undefined;
  /** Undefined: there will be no file. */
  readonly after: string | undefined;
}

/** The lines of a unified difference, and how many are added and removed. */
export interface FileDifference {
  /** Relative to the repository. */
  readonly path: string;
  /** Of a unified diff, without colour. */
  readonly lines: readonly string[];
  /** Lines. */
  readonly added: number;
  /** Lines. */
  readonly removed: number;
}

/** More differing lines than this aren't worth the search for the shortest difference. */
const longestSearch = 4000;

/** Every line out, every line in. */
function replacement(before: string, after: string): readonly string[] {
  const lines = (text: string, sign: string) => {
    if (text === "") return [];
    const all = text.split("\n");
    const last = all.pop();
    const marked = all.map((line) => sign + line);
    return last === "" ? marked : [...marked, sign + last, "\\ No newline at end of file"];
  };
  const out = lines(before, "-");
  const into = lines(after, "+");
  const length = (marked: readonly string[]) => marked.filter((line) => !line.startsWith("\\")).length;
  return [`@@ -1,${length(out)} +1,${length(into)} @@`, ...out, ...into];
}

function hunks(before: string, after: string): readonly string[] {
  const patch = structuredPatch("", "", before, after, undefined, undefined, {
    context: 3,
    maxEditLength: longestSearch,
  });
  if (patch === undefined) return replacement(before, after);
  return patch.hunks.flatMap((hunk) => {
    const range = (start: number, length: number) => `${length === 0 ? 0 : start},${length}`;
    const from = range(hunk.oldStart, hunk.oldLines);
    const to = range(hunk.newStart, hunk.newLines);
    return [`@@ -${from} +${to} @@`, ...hunk.lines];
  });
}

/** The unified difference, as `git apply` and `patch -p1` read it. */
export function fileDifference({ path, before, after }: FileVersions): FileDifference {
  const changed = hunks(before ?? "", after ?? "");
  return {
    path,
    lines: [
      `--- ${before === undefined ? "/dev/null" : `a/${path}`}`,
      `+++ ${after === undefined ? "/dev/null" : `b/${path}`}`,
      ...changed,
    ],
    added: changed.filter((line) => line.startsWith("+")).length,
    removed: changed.filter((line) => line.startsWith("-")).length,
  };
}
