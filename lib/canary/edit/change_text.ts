/** Makes changes to a value in the text that it is written in. */
import { findValue, type FoundValue } from "../../catalogue/locate/mod.ts";
import type { ValuePath } from "../../diagnostic.ts";
import { formatPath } from "../../value_path.ts";
import { type Container, readContainer } from "./container.ts";
import { styleOf } from "./file_style.ts";
import { indentAt, insertMember, removeMember } from "./member_edits.ts";
import { Refusal } from "./refusal.ts";
import { applyEdits, type TextEdit } from "./text_edit.ts";
import type { ValueChange } from "./value_change.ts";
import { writeProperty, writeValue } from "./write_value.ts";

function elsewhere(path: ValuePath, found: FoundValue | undefined): Refusal {
  const name = formatPath(path) || "the service";
  return new Refusal(`${name} is not written out in this file`, {
    fix: `write ${name} as a literal in this file, or change it by hand where it comes from`,
    position: found,
  });
}

/** The value at a path, where it surely is written there and as a literal. */
function literalAt(text: string, path: ValuePath): FoundValue {
  const found = findValue(text, path);
  if (found === undefined || !found.exact || !found.literal) throw elsewhere(path, found);
  return found;
}

function containerAt(text: string, path: ValuePath, kind: Container["kind"]): Container {
  const found = literalAt(text, path);
  const container = readContainer(text, found);
  if (container?.kind !== kind) throw elsewhere(path, found);
  return container;
}

/** What the member behind a key is: its index, `absent`, or `unclear` where a spread or computed name may give it. */
function memberOf({ members }: Container, key: string): number | "absent" | "unclear" {
  const index = members.findLastIndex((member) => member.key === key);
  if (index !== -1) return index;
  return members.some((member) => member.key === undefined) ? "unclear" : "absent";
}

function setEdits(text: string, change: Extract<ValueChange, { kind: "set" }>): readonly TextEdit[] {
  const { path, value, after } = change;
  const style = styleOf(text);
  const found = findValue(text, path);
  if (found?.exact) {
    if (!found.literal) throw elsewhere(path, found);
    const indent = indentAt(text, found.start);
    return [{ start: found.start, end: found.end, text: writeValue(value, style, indent) }];
  }
  const key = path.at(-1)!;
  const parent = path.slice(0, -1);
  if (typeof key === "number") throw elsewhere(path, found);
  const object = containerAt(text, parent, "object");
  const member = memberOf(object, key);
  if (typeof member === "number") throw elsewhere(path, found);
  // What a spread may give is overridden by what stands behind it.
  const anchor = after === undefined || member === "unclear"
    ? -1
    : object.members.findLastIndex((member) => member.key === after);
  const index = anchor === -1 ? object.members.length - 1 : anchor;
  return insertMember(text, object, index, (indent) => writeProperty(key, value, style, indent), style);
}

function removeEdits(text: string, path: ValuePath): readonly TextEdit[] {
  const key = path.at(-1)!;
  const object = containerAt(text, path.slice(0, -1), "object");
  const index = memberOf(object, String(key));
  if (typeof index !== "number") throw elsewhere(path, findValue(text, path));
  return removeMember(text, object, index);
}

function editsOf(text: string, change: ValueChange): readonly TextEdit[] {
  switch (change.kind) {
    case "set":
      return setEdits(text, change);
    case "remove":
      return removeEdits(text, change.path);
    case "insert": {
      const list = containerAt(text, change.path, "list");
      const style = styleOf(text);
      const write = (indent: string) => writeValue(change.value, style, indent);
      return insertMember(text, list, change.index - 1, write, style);
    }
  }
}

/**
 * The text after the changes, one after the other; all else in it stays as it is, comments and spaces included.
 * Throws a {@linkcode Refusal} with its place where a value isn't written out in this file. That the text now has
 * the value that it should is for the caller to check, by loading it.
 */
export function changeText(text: string, changes: readonly ValueChange[]): string {
  return changes.reduce((changed, change) => applyEdits(changed, editsOf(changed, change)), text);
}
