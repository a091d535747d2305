/** Source texts that mark the place a test expects. */
import type { ValuePath } from "../../../lib/diagnostic.ts";

/** A text with the range that was marked in it. */
export interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Takes the marks out of a text: `steps: «[10, 25]»`. */
export function marked(source: string): Marked {
  const start = source.indexOf("«");
  const end = source.indexOf("»") - 1;
  return { text: source.replace("«", "").replace("»", ""), start, end };
}

/** A path from its text: `ports.0.name`; whole numbers are indexes. */
export function pathOf(text: string): ValuePath {
  return text === "" ? [] : text.split(".").map((key) => /^\d+$/.test(key) ? Number(key) : key);
}
