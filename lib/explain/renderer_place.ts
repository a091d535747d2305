/** Which module of the renderer writes what no value of the catalogue changes. */
import { posix } from "@std/path";
import type { ReadGenerator } from "./field_documentation.ts";

/** A line of the generator's own source. */
export interface RendererPlace {
  /** `lib/resources/container.ts` */
  readonly file: string;
  /** Counted from 1; undefined where only the module is known. */
  readonly line: number | undefined;
}

interface Source {
  readonly lines: readonly string[];
  /** The modules that it runs, relative to `lib/`. */
  readonly imports: readonly string[];
}

/** Reads the renderer's modules, each once. */
class Sources {
  readonly #read: ReadGenerator;
  readonly #known = new Map<string, Source | undefined>();

  constructor(read: ReadGenerator) {
    this.#read = read;
  }

  /** By its path relative to `lib/`; undefined where there is none. */
  source(file: string): Source | undefined {
    if (!this.#known.has(file)) {
      const text = this.#read(`lib/${file}`);
      this.#known.set(file, text === undefined ? undefined : parseSource(file, text));
    }
    return this.#known.get(file);
  }

  /** A module and everything that it runs, with the number of imports between. */
  closure(entry: string): ReadonlyMap<string, number> {
    const found = new Map<string, number>(this.source(entry) === undefined ? [] : [[entry, 0]]);
    for (const [file, depth] of found) {
      for (const imported of this.source(file)?.imports ?? []) {
        if (!found.has(imported) && this.source(imported) !== undefined) found.set(imported, depth + 1);
      }
    }
    return found;
  }
}

function parseSource(file: string, text: string): Source {
  const imports = [...text.matchAll(/^(?:import|export)(?! type)[^;]*? from "(\.[^"]*)";/gm)]
    .map(([, specifier]) => posix.join(posix.dirname(file), specifier!));
  return { lines: text.split("\n"), imports };
}

const snake = (kind: string) =>
  kind.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2").toLowerCase();

/** The modules that a file's rendering begins in, the narrowest first. */
function entries(path: string, kind: string | undefined): readonly string[] {
  const module = snake(kind ?? "");
  if (path.endsWith("/kustomization.yaml")) {
    return ["kustomize/overlay.ts", "kustomize/base.ts", "kustomize/argocd_folder.ts"];
  }
  if (path.endsWith("/README.md")) return ["readme/cluster_readme.ts"];
  const part = /^[^/]+\/platform\/([^/]+)\//.exec(path)?.[1]?.replaceAll("-", "_");
  if (part !== undefined) {
    return [
      `resources/observability/${part}.ts`,
      `resources/platform/${part}.ts`,
      `resources/platform/${module}.ts`,
      "resources/platform/platform_parts.ts",
    ];
  }
  if (/^[^/]+\/argocd\//.test(path)) return [`argocd/${module}.ts`, "argocd/argocd_objects.ts"];
  if (/^[^/]+\/(kind\.yaml|terraform\/)/.test(path)) return ["kind/kind_files.ts"];
  return [`resources/${module}.ts`, "resources/service_objects.ts"];
}

/** How well a line of source could have written a rendered one; 0 where it couldn't. */
function match(source: string, key: string | undefined, value: string): number {
  const code = source.replace(/^\s*(?:\/\/|\/?\*).*$/, "");
  const hasKey = key !== undefined &&
    new RegExp(`(?:^|[\\s{,(])"?${RegExp.escape(key)}"?\\s*[:,}]|"${RegExp.escape(key)}"`).test(code);
  const hasValue = value.length > 1 && code.includes(value) ||
    /^\d$/.test(value) && new RegExp(`\\b${value}\\b`).test(code);
  return (hasKey ? 4 : 0) + (hasValue ? key === undefined || value.length > 3 ? 4 : 2 : 0);
}

/**
 * Where a rendered line is most likely written: the source line with its key and value that the fewest imports lie
 * before. It is a pointer for people: that no value of the catalogue changes the line was seen, where it is written is
 * a guess.
 *
 * @param path The file, below `clusters/`.
 * @param line The line as it is rendered.
 * @param kind The kind of the object that it stands in.
 */
export type FindRenderer = (
  path: string,
  line: string,
  kind: string | undefined,
) => RendererPlace | undefined;

/** Reads the renderer's source, when it is asked for. */
export function rendererPlaces(read: ReadGenerator): FindRenderer {
  const sources = new Sources(read);
  return (path, line, kind) => {
    const written = /^[\s-]*(?:(?:"([^"]+)"|([^\s:"][^:"]*)):(?: |$))?(.*)$/.exec(line);
    const key = written?.[1] ?? written?.[2];
    const value = (written?.[3] ?? "").replace(/^"(.*)"$/, "$1");
    for (const entry of entries(path, kind)) {
      let best: { readonly place: RendererPlace; readonly score: number } | undefined;
      for (const [file, depth] of sources.closure(entry)) {
        sources.source(file)!.lines.forEach((source, index) => {
          const found = match(source, key, value);
          const score = found === 0 ? 0 : found - Math.min(depth, 9) / 10;
          if (score > (best?.score ?? 0)) best = { place: { file: `lib/${file}`, line: index + 1 }, score };
        });
      }
      if (best !== undefined) return best.place;
    }
    const module = entries(path, kind).find((entry) => sources.source(entry) !== undefined);
    return module === undefined ? undefined : { file: `lib/${module}`, line: undefined };
  };
}
