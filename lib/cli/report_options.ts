/** The options that say how an outcome is printed, for every command that has one. */
import { join } from "@std/path";
import type { Format } from "../report/print_outcome.ts";
import type { ChoiceOption, FlagOption } from "./option.ts";

/** Merged into the options of `generate`, `check` and `diff`. */
export const reportOptions = {
  format: {
    kind: "choice",
    choices: ["text", "json", "github"],
    description: "for people, for programs, or as annotations of a GitHub workflow",
  },
  json: { kind: "flag", description: "the same as --format json: one JSON document" },
} as const satisfies Record<string, ChoiceOption<Format> | FlagOption>;

/** The format that was asked for. */
export function formatOf(options: { readonly format: Format; readonly json: boolean }): Format {
  return options.json ? "json" : options.format;
}

/** Reads catalogue files for the lines that mistakes are in; undefined for what isn't there. */
export function sourceReader(root: string): (file: string) => string | undefined {
  return (file) => {
    try {
      return Deno.readTextFileSync(join(root, file));
    } catch {
      return undefined;
    }
  };
}
