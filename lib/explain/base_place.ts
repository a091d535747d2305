/** What an overlay's line differs from: the line of the base. */
import { posix } from "@std/path";
import type { ValuePath } from "../diagnostic.ts";
import { buildKustomization, isTargeted, type ReadText } from "../walk/read/build_kustomization.ts";
import { readKustomization } from "../walk/read/kustomization_file.ts";
import { pathAt, type Place, placeAt, toPlain } from "../walk/read/located_value.ts";
import { parseLocated } from "../walk/read/parse_located.ts";
import type { SourceObject } from "../walk/read/source_object.ts";

/** Where the base says what an overlay changes. */
export interface BasePlace extends Place {
  /** Whether the base has a value there; otherwise the place is the nearest around it, and the overlay adds one. */
  readonly exact: boolean;
}

const segments = (pointer: string): ValuePath =>
  pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

function placeIn({ located }: SourceObject, path: ValuePath): BasePlace {
  const exact = path.reduce<unknown>(
    (at, step) => typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined,
    toPlain(located),
  ) !== undefined;
  return { ...placeAt(located, path), exact };
}

/** The operation that a line of a kustomization belongs to, with the objects that it changes. */
function patchedPlace(
  file: string,
  text: string,
  line: number,
  base: readonly SourceObject[],
): BasePlace | undefined {
  const { patches, replicas } = readKustomization(file, text);
  const count = replicas.find(({ place }) => place.line === line || place.line === line + 1);
  if (count !== undefined) {
    const scaled = base.find(({ object }) =>
      object.kind === "Deployment" && object.metadata.name === count.name
    );
    return scaled && placeIn(scaled, ["spec", "replicas"]);
  }
  const [document] = parseLocated(file, text);
  const list = document?.type === "map" ? document.entries.get("patches")?.value : undefined;
  const starts = list?.type === "list" ? list.items.map((item) => item.line) : [];
  const index = starts.findLastIndex((start) => start <= line);
  const patch = patches[index];
  if (patch === undefined) return undefined;
  if (patch.type === "deletion") {
    const { kind, metadata } = toPlain(patch.object) as { kind: string; metadata: { name: string } };
    const gone = base.find(({ object }) => object.kind === kind && object.metadata.name === metadata.name);
    return gone && { file: gone.located.file, line: gone.located.line, exact: true };
  }
  const target = base.find((object) => isTargeted(object, patch));
  const operation = patch.operations.findLast((operation) => (operation.line ?? Infinity) <= line);
  return target && placeIn(target, operation === undefined ? [] : segments(operation.path));
}

/** The same field in the base's file of the same name, where an overlay has an object of its own in place of it. */
function replacedPlace(file: string, text: string, line: number, baseFile: string, read: ReadText) {
  const written = read(baseFile);
  const [own, base] = [parseLocated(file, text)[0], parseLocated(baseFile, written ?? "")[0]];
  const path = own && pathAt(own, line);
  if (path === undefined || base === undefined) return undefined;
  return placeIn({ located: base } as SourceObject, path);
}

/**
 * The line of the base that a line of an overlay is about; undefined where it is about none.
 *
 * @param file The overlay's file, as `read` names it: `clusters/lab/services/backend/kustomization.yaml`.
 * @param folder The base's folder, named alike.
 */
export function basePlace(file: string, line: number, folder: string, read: ReadText): BasePlace | undefined {
  const text = read(file);
  if (text === undefined) return undefined;
  return posix.basename(file) === "kustomization.yaml"
    ? patchedPlace(file, text, line, buildKustomization(folder, read))
    : replacedPlace(file, text, line, posix.join(folder, posix.basename(file)), read);
}
