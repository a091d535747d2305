/** Text in the catalogue that the rendered files couldn't carry. */
import type { LoadedFile } from "../catalogue/load/load_catalogue.ts";
import { schemaCodes } from "../catalogue/schema_codes.ts";
import type { Diagnostic, ValuePath } from "../diagnostic.ts";
import { unwritable } from "../tree/yaml_scalar.ts";
import { formatPath } from "../value_path.ts";

/** Whether there is no such text. Asked first, for a search makes a path for every value. */
function isWritable(value: unknown): boolean {
  if (typeof value === "string") return unwritable(value) === undefined;
  return typeof value !== "object" || value === null || Object.values(value).every(isWritable);
}

function search(file: string, value: unknown, path: ValuePath, found: Diagnostic[]): void {
  if (typeof value === "string") {
    const reason = unwritable(value);
    if (reason !== undefined) {
      found.push({
        code: schemaCodes.unwritableText.code,
        severity: "error",
        origin: { file, path },
        message: `${formatPath(path)} ${reason}`,
        fix: "leave the character out, or encode the text",
      });
    }
  } else if (Array.isArray(value)) {
    value.forEach((element, index) => search(file, element, [...path, index], found));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, element] of Object.entries(value)) search(file, element, [...path, key], found);
  }
}

/** Values without any such text when they were last looked at, and not changed since. */
export type WritableValues = WeakSet<object>;

/**
 * Every such text of every file.
 *
 * @param writable Values that needn't be looked at again; those without such texts are added. Default: none.
 */
export function unwritableTexts(
  values: readonly LoadedFile[],
  writable: WritableValues = new WeakSet(),
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { file, value } of values) {
    const object = typeof value === "object" && value !== null ? value : {};
    if (writable.has(object)) continue;
    if (isWritable(value)) writable.add(object);
    else search(file, value, [], found);
  }
  return found;
}
