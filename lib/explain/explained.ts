/** What is found out of a line. */
import type { InputPlace } from "../catalogue/locate/mod.ts";
import type { Cause } from "./causes.ts";
import type { RendererPlace } from "./renderer_place.ts";

/** A value behind a line, and where it is written. */
export interface LocatedCause extends Cause {
  /** The value; for a field that isn't written the nearest object around it. */
  readonly place: InputPlace;
  /** What the schema says holds where the field isn't written. */
  readonly documented: string | undefined;
}

/** What is behind one line as it is rendered. */
export interface Reason {
  /** The values that are worth telling, the nearest first. */
  readonly causes: readonly LocatedCause[];
  /** How many more were seen to change the line. */
  readonly others: number;
  /** Where no value says what the line says: the renderer's own source. */
  readonly renderer: RendererPlace | undefined;
}

/** The line of the base that an overlay's line changes. */
export interface ExplainedBase extends Reason {
  /** `clusters/base/backend/deployment-stable.yaml` */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** As it is rendered. */
  readonly text: string;
  /** False where the overlay adds something within that line. */
  readonly exact: boolean;
}

/** A line of a file and what is behind it. */
export interface ExplainedLine extends Reason {
  /** Counted from 1, in the file on the disk. */
  readonly line: number;
  /** As it is on the disk. */
  readonly text: string;
  /** `header`: the first line. `foreign`: it isn't what the catalogue renders. */
  readonly kind: "header" | "rendered" | "foreign";
  /** What the catalogue renders instead of a foreign line; undefined where it is nothing. */
  readonly instead: string | undefined;
  /** Undefined for what is about no base. */
  readonly base: ExplainedBase | undefined;
}
