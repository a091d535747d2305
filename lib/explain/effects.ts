/** Which values of the catalogue change which lines: found by rendering again with each value changed. */
import type { Catalogue } from "../model/catalogue.ts";
import { sameValue } from "../same_value.ts";
import { toYaml } from "../tree/yaml.ts";
import { lineChanges } from "./line_changes.ts";
import { relevantFiles } from "./relevant_files.ts";
import { filesOf, partOfCatalogue, type Target, type TargetFile } from "./target.ts";
import { type Variation, variations } from "./variation.ts";

/** What one variation does to one line. */
export interface Effect extends Omit<Variation, "catalogue"> {
  /** What the line says then; undefined where it is gone. */
  readonly line: string | undefined;
  /** How many lines of the file the variation changes: few for the value itself, many for what is around it. */
  readonly extent: number;
  /** How many lines of the file go. */
  readonly gone: number;
}

/** A file and what each of its lines depends on. */
export interface FileEffects {
  /** As it is rendered, without the header's line: the first stands on line 2. */
  readonly lines: readonly string[];
  /** The inputs that its header names. */
  readonly sources: readonly string[];
  /** By the line's number in the file, counted from 1; lines that nothing changes are left out. */
  readonly effects: ReadonlyMap<number, readonly Effect[]>;
}

type Files = ReadonlyMap<string, TargetFile>;

const linesOf = ({ content }: TargetFile): readonly string[] =>
  (typeof content === "string" ? content : toYaml(content as object)).replace(/\n$/, "").split("\n");

/** The file that takes a gone one's place, under another name: the one with the most of its lines, half at least. */
function renamed(lines: readonly string[], now: Files, before: Files): readonly string[] {
  let [best, most] = [[] as readonly string[], lines.length / 2];
  const known = new Set(lines);
  for (const [path, file] of now) {
    if (before.has(path)) continue;
    const others = linesOf(file);
    const common = others.filter((line) => known.has(line)).length;
    if (common > most) [best, most] = [others, common];
  }
  return best;
}

/**
 * Renders a target once for every value that its catalogue could have differently and says what each of the wanted
 * files' lines does then.
 *
 * @param catalogue Of the right shape.
 * @param wanted Whether a file, told by its path below `clusters/`, is looked at. Default: all.
 */
export function effectsOn(
  catalogue: Catalogue,
  target: Target,
  wanted: (path: string) => boolean = () => true,
): ReadonlyMap<string, FileEffects> {
  const part = partOfCatalogue(catalogue, target);
  if (part === undefined) return new Map();
  const before = filesOf(part, target);
  const own = new Set([
    catalogue.argocd.file,
    ...(target.kind === "cluster" ? [] : [target.service]),
    ...(target.kind === "base" ? [] : [target.cluster]),
  ]);
  const files = [...before].filter(([path]) => wanted(path)).map(([path, file]) => ({
    path,
    file,
    lines: linesOf(file),
    effects: new Map<number, Effect[]>(),
  }));
  const rendered = (varied: Catalogue): Files | undefined => {
    try {
      const changed = partOfCatalogue(varied, target);
      if (changed === undefined) return new Map();
      return sameValue(part, changed) ? before : filesOf(changed, target);
    } catch {
      // A rule would have refused this catalogue; what can't be rendered says nothing of a line.
      return undefined;
    }
  };
  const same = (without: Catalogue) => {
    const now = rendered(without);
    return now !== undefined &&
      files.every(({ path, file }) => sameValue(now.get(path)?.content, file.content));
  };
  const relevant = relevantFiles(catalogue, own, same);
  for (const { catalogue: varied, ...variation } of variations(catalogue, (file) => relevant.has(file))) {
    const now = rendered(varied);
    if (now === undefined || now === before) continue;
    for (const { path, file, lines, effects } of files) {
      const other = now.get(path);
      if (sameValue(other?.content, file.content)) continue;
      const changes = lineChanges(lines, other === undefined ? renamed(lines, now, before) : linesOf(other));
      const gone = changes.filter(({ after }) => after === undefined).length;
      for (const { line, after } of changes) {
        // The header stands above.
        const at = line + 1;
        const found = effects.get(at) ?? [];
        effects.set(at, found);
        found.push({ ...variation, line: after, extent: changes.length, gone });
      }
    }
  }
  return new Map(
    files.map(({ path, file, lines, effects }) => [path, { lines, sources: file.sources, effects }]),
  );
}
