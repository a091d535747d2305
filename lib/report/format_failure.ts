/** Why a command could not do its work, as people read it. */
import type { OutcomeFailure } from "./outcome.ts";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";

/** One line for what happened and, indented, the things in the way and what to do about them. */
export function formatFailure({ message, details, fix }: OutcomeFailure, style: Style): string {
  return [
    `${style.error("error:")} ${printable(message)}`,
    ...details.map((detail) => `  ${printable(detail)}`),
    ...(fix === undefined ? [] : [`  ${style.faint("fix:")} ${printable(fix)}`]),
  ].join("\n");
}
