/** Every line of a generated file with the values behind it. */
import { findInput } from "../catalogue/locate/mod.ts";
import type { ValuePath } from "../diagnostic.ts";
import type { Catalogue } from "../model/catalogue.ts";
import type { Model } from "../model/types.ts";
import { textOf } from "../tree/render_tree.ts";
import { alignLines } from "./align_lines.ts";
import { basePlace } from "./base_place.ts";
import { allCauses, type Cause, causesAt, mainCauses } from "./causes.ts";
import { effectsOn, type FileEffects } from "./effects.ts";
import {
  type Documentation,
  documentedDefault,
  type ReadGenerator,
  schemaDocumentation,
  type SchemaName,
} from "./field_documentation.ts";
import type { ExplainedBase, ExplainedLine, LocatedCause, Reason } from "./explained.ts";
import { type FindRenderer, rendererPlaces } from "./renderer_place.ts";
import { filesOf, partOf, type Target, targetOf } from "./target.ts";

/** What there is to explain with. */
export interface Inputs {
  /** Of the right shape. */
  readonly catalogue: Catalogue;
  /** Of that catalogue. */
  readonly model: Model;
  /** Reads a catalogue file by its path relative to the root; undefined where there is none. */
  readonly read: (file: string) => string | undefined;
  /** Reads the generator's own source, for what the schema says and for constants of the renderer. */
  readonly readGenerator: ReadGenerator;
}

/** Which lines are explained. */
export interface Wanted {
  /** Counted from 1. Default: every line. */
  readonly line?: number;
  /** Counted from 1; narrows the causes to those of that column. */
  readonly column?: number;
}

interface Rendered {
  readonly effects: FileEffects;
  /** Header included. */
  readonly lines: readonly string[];
  readonly kind: string | undefined;
}

const folder = "clusters/";
const schemas: readonly (readonly [string, SchemaName])[] = [
  ["services/", "service"],
  ["overlays/", "cluster"],
  ["argocd/", "argocd"],
];

const step = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/** The part of a path whose values are written. */
function writtenPath(value: unknown, path: ValuePath): ValuePath {
  let at = value;
  const missing = path.findIndex((key) => (at = step(at, key)) === undefined);
  return missing < 0 ? path : path.slice(0, missing);
}

/** Explains the files of one catalogue. Files that are rendered together share what was found out of them. */
export class Explainer {
  readonly #inputs: Inputs;
  readonly #all: boolean;
  readonly #documentation: Documentation;
  readonly #rendererPlace: FindRenderer;
  readonly #targets = new Map<string, Target | undefined>();
  readonly #files = new Map<string, ReturnType<typeof filesOf>>();
  readonly #rendered = new Map<string, Rendered | undefined>();

  /**
   * Renders nothing yet.
   *
   * @param options.all Tell every value that has a part in a line. Default: the nearest.
   */
  constructor(inputs: Inputs, { all = false }: { readonly all?: boolean } = {}) {
    this.#inputs = inputs;
    this.#all = all;
    this.#documentation = schemaDocumentation(inputs.readGenerator);
    this.#rendererPlace = rendererPlaces(inputs.readGenerator);
  }

  /** The target of a path below `clusters/`; undefined where the catalogue renders no such file. */
  targetOf(path: string): Target | undefined {
    if (!this.#targets.has(path)) this.#targets.set(path, targetOf(this.#inputs.model, path));
    return this.#targets.get(path);
  }

  /** Works out the lines of some files of a target at once, which costs little more than one file's. */
  prepare(target: Target, wanted: (path: string) => boolean): void {
    const { catalogue } = this.#inputs;
    const contents = this.#filesOf(target);
    for (const [path, effects] of effectsOn(catalogue, target, wanted)) {
      const { content, sources } = contents.get(path)!;
      const kind = step(content, "kind");
      const lines = textOf(path, content, sources).replace(/\n$/, "").split("\n");
      this.#rendered.set(path, { effects, lines, kind: typeof kind === "string" ? kind : undefined });
    }
  }

  #render(path: string): Rendered | undefined {
    if (!this.#rendered.has(path)) {
      const target = this.targetOf(path);
      if (target === undefined) this.#rendered.set(path, undefined);
      else this.prepare(target, (other) => other === path);
    }
    return this.#rendered.get(path);
  }

  #fileValue(file: string): unknown {
    const { services, clusters, argocd } = this.#inputs.catalogue;
    return [...services, ...clusters, argocd].find((other) => other.file === file)?.value;
  }

  #locate(cause: Cause): LocatedCause {
    const { origin: { file, path }, relation } = cause;
    const place = findInput(file, writtenPath(this.#fileValue(file), path), this.#inputs.read);
    const schema = schemas.find(([prefix]) => file.startsWith(prefix))?.[1];
    const documented = cause.value !== undefined || relation === "presence" || schema === undefined
      ? undefined
      : documentedDefault(this.#documentation, schema, path);
    return { ...cause, place, documented };
  }

  #reason(
    path: string,
    { effects, lines, kind }: Rendered,
    line: number,
    column: number | undefined,
  ): Reason {
    const text = lines[line - 1]!;
    const all = allCauses(text, effects.effects.get(line) ?? []);
    const there = column === undefined ? all : causesAt(all, text, column);
    const main = this.#all ? there : mainCauses(there);
    return {
      causes: main.map((cause) => this.#locate(cause)),
      others: all.filter(({ relation }) => relation !== "presence").length -
        main.filter(({ relation }) => relation !== "presence").length,
      renderer: main.some(({ relation }) => relation !== "presence")
        ? undefined
        : this.#rendererPlace(path, text, kind),
    };
  }

  /** The files of a target, rendered once. */
  #filesOf(target: Target): ReturnType<typeof filesOf> {
    const key = JSON.stringify(target);
    const files = this.#files.get(key) ?? filesOf(partOf(this.#inputs.model, target)!, target);
    this.#files.set(key, files);
    return files;
  }

  /** Reads the files of a target as they are rendered. */
  #readRendered(target: Target): (path: string) => string | undefined {
    const files = this.#filesOf(target);
    return (path) => {
      const file = files.get(path.slice(folder.length));
      return file && textOf(path, file.content, file.sources);
    };
  }

  #base(path: string, line: number): ExplainedBase | undefined {
    const target = this.targetOf(path);
    if (target?.kind !== "overlay") return undefined;
    const baseTarget: Target = { kind: "base", service: target.service };
    const { name } = partOf(this.#inputs.model, baseTarget)![0]!;
    const [own, base] = [this.#readRendered(target), this.#readRendered(baseTarget)];
    const read = (file: string) => own(file) ?? base(file);
    const place = basePlace(folder + path, line, `${folder}base/${name}`, read);
    if (place === undefined) return undefined;
    const inBase = place.file.slice(folder.length);
    const rendered = this.#render(inBase)!;
    return {
      ...place,
      text: rendered.lines[place.line - 1]!,
      ...this.#reason(inBase, rendered, place.line, undefined),
    };
  }

  #written(path: string, disk: string | undefined): readonly string[] {
    return disk?.replace(/\n$/, "").split("\n") ?? this.#render(path)?.lines ?? [];
  }

  /** How many lines a file has: on the disk, or else as it would be. */
  lineCount(path: string, disk: string | undefined): number {
    return this.#written(path, disk).length;
  }

  /**
   * Explains a file.
   *
   * @param path Below `clusters/`.
   * @param disk What the file says; undefined where it isn't written yet: then it is what would be.
   * @param wanted Which lines.
   */
  explain(path: string, disk: string | undefined, wanted: Wanted = {}): readonly ExplainedLine[] {
    const rendered = this.#render(path);
    return alignLines(rendered?.lines ?? [], this.#written(path, disk))
      .filter(({ line }) => wanted.line === undefined || wanted.line === line)
      .map(({ line, text, at, same }): ExplainedLine => {
        const instead = same || at === undefined ? undefined : rendered!.lines[at - 1];
        const nothing = { causes: [], others: 0, renderer: undefined, base: undefined };
        if (at === 1) return { line, text, kind: same ? "header" : "foreign", instead, ...nothing };
        if (at === undefined) return { line, text, kind: "foreign", instead, ...nothing };
        return {
          line,
          text,
          kind: same ? "rendered" : "foreign",
          instead,
          ...this.#reason(path, rendered!, at, same ? wanted.column : undefined),
          base: this.#base(path, at),
        };
      });
  }
}
