/** Which lines of a text another text of the same file has differently. */
import { diffArrays } from "diff";

/** A line that is written differently, or that is gone. */
export interface LineChange {
  /** Counted from 1, in the text before. */
  readonly line: number;
  /** The line as it is in the other text; undefined where it is gone. */
  readonly after: string | undefined;
}

/** What stays when only a line's value changes: its indentation, its dash and its key. */
const frame = (line: string) =>
  /^[\s-]*(?:"[^"]*"|[^\s:"][^:]*):(?: |$)/.exec(line)?.[0] ?? /^\s*(?:- )?/.exec(line)![0];

interface Numbered {
  readonly line: number;
  readonly text: string;
}

/** How far a line may move, in lines, and still be the same: a field that is set may be written in another order. */
const farthest = 12;

/** Pairs the lines of a change: all where there are as many, else those with the same key in the same order. */
function pair(
  removed: readonly Numbered[],
  added: readonly Numbered[],
  pairs: Map<Numbered, Numbered>,
): void {
  if (removed.length === added.length) removed.forEach((line, index) => pairs.set(line, added[index]!));
  else {
    let from = 0;
    for (const line of removed) {
      const at = added.findIndex((other, index) => index >= from && frame(other.text) === frame(line.text));
      if (at < 0) continue;
      pairs.set(line, added[at]!);
      from = at + 1;
    }
  }
}

/** Pairs what is left with what came elsewhere under the same key. */
function pairMoved(
  removed: readonly Numbered[],
  added: readonly Numbered[],
  pairs: Map<Numbered, Numbered>,
): void {
  const taken = new Set(pairs.values());
  for (const line of removed) {
    if (pairs.has(line) || !frame(line.text).includes(":")) continue;
    const moved = added.find((other) =>
      !taken.has(other) && frame(other.text) === frame(line.text) &&
      Math.abs(other.line - line.line) <= farthest
    );
    if (moved === undefined) continue;
    pairs.set(line, moved);
    taken.add(moved);
  }
}

/** Every line of `before` that `after` hasn't; what is only added changes none. */
export function lineChanges(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  const [removed, added]: [Numbered[], Numbered[]] = [[], []];
  const pairs = new Map<Numbered, Numbered>();
  const parts = diffArrays(before as string[], after as string[]);
  let [left, right] = [1, 1];
  let [out, into]: [Numbered[], Numbered[]] = [[], []];
  const close = () => {
    pair(out, into, pairs);
    removed.push(...out);
    added.push(...into);
    [out, into] = [[], []];
  };
  for (const { value, added: isAdded, removed: isRemoved } of parts) {
    if (isRemoved) out = value.map((text) => ({ line: left++, text }));
    else if (isAdded) into = value.map((text) => ({ line: right++, text }));
    else {
      close();
      left += value.length;
      right += value.length;
    }
  }
  close();
  pairMoved(removed, added, pairs);
  return removed.flatMap((line) => {
    const after = pairs.get(line)?.text;
    // What only stands elsewhere isn't written differently.
    return after === line.text ? [] : [{ line: line.line, after }];
  });
}

/** The columns of a line, counted from 1 and the last included, that another line has differently. */
export function changedColumns(before: string, after: string): readonly [first: number, last: number] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)
  ) end++;
  return [start + 1, Math.max(start + 1, before.length - end)];
}
