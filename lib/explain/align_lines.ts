/** The lines of a file on the disk beside those that are rendered. */
import { diffArrays } from "diff";

/** A line on the disk beside the rendered one. */
export interface AlignedLine {
  /** Counted from 1, on the disk. */
  readonly line: number;
  /** As it is on the disk. */
  readonly text: string;
  /** The line that is rendered there, counted from 1; undefined where none is. */
  readonly at: number | undefined;
  /** Whether both say the same. */
  readonly same: boolean;
}

/** Every line on the disk with the rendered one that is the same, or that stands in its place. */
export function alignLines(rendered: readonly string[], written: readonly string[]): readonly AlignedLine[] {
  const aligned: AlignedLine[] = [];
  let [at, gone] = [1, 0];
  for (const { value, added, removed } of diffArrays(rendered as string[], written as string[])) {
    if (removed) {
      at += value.length;
      gone = value.length;
      continue;
    }
    value.forEach((text, index) => {
      const line = aligned.length + 1;
      if (!added) aligned.push({ line, text, at: at++, same: true });
      else aligned.push({ line, text, at: index < gone ? at - gone + index : undefined, same: false });
    });
    gone = 0;
  }
  return aligned;
}
