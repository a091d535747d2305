/** Where a field stands: in the rendered tree, and in the catalogue. */
import type { Reference } from "../reference.ts";
import type { Place } from "../read/located_value.ts";
import type { ServiceLine } from "../read/service_line.ts";

/** Finds lines for the fields that a walk names. */
export interface Places {
  /** The line of the rendered tree; undefined for an object that was made in memory. */
  readonly rendered: (reference: Reference) => Place | undefined;
  /** The line of the catalogue behind it. */
  readonly catalogue: (reference: Reference) => ServiceLine | undefined;
}

/** Knows no lines. */
export const nowhere: Places = { rendered: () => undefined, catalogue: () => undefined };

/** `clusters/base/backend/service.yaml:14 ← services/backend.ts:10`; the object's name where no line is known. */
export function placeText(reference: Reference | undefined, places: Places): string {
  if (reference === undefined) return "";
  const place = places.rendered(reference);
  if (place === undefined) return "";
  const source = places.catalogue(reference);
  const behind = source === undefined
    ? ""
    : ` ← ${source.file}${source.line === undefined ? "" : `:${source.line}`}`;
  return `${place.file}:${place.line}${behind}`;
}
