/** Short words for what is behind a line. */
import type { Cause } from "../causes.ts";
import type { InputPlace } from "../../catalogue/locate/mod.ts";
import type { ExplainedLine, LocatedCause, Reason } from "../explained.ts";
import type { RendererPlace } from "../renderer_place.ts";
import { formatPath, formatValue } from "../../value_path.ts";

/** What a cause is called, as a heading before it. */
export const relationWords: Readonly<Record<Cause["relation"], string>> = {
  value: "says",
  default: "default",
  derived: "depends on",
  presence: "there because of",
};

/** `services/backend.ts:28:59` */
export const placeText = ({ file, line, column }: InputPlace): string => `${file}:${line}:${column}`;

/** `lib/resources/container.ts:88` */
export const rendererText = ({ file, line }: RendererPlace): string =>
  line === undefined ? file : `${file}:${line}`;

/** `probes.readiness.periodSeconds is 5`, or that it isn't written and what holds then. */
export function causeText(
  { origin: { path, file }, value, relation, documented, place }: LocatedCause,
): string {
  const field = formatPath(path);
  // Where a value stands in a file that another one imports, the field alone wouldn't say whose it is.
  const whose = place.file === file ? field : `${field} of ${file}`;
  if (value === undefined) {
    return `${whose} isn't written${documented === undefined ? "" : `. ${documented}`}`;
  }
  return relation === "presence" && typeof value === "object" ? whose : `${whose} is ${formatValue(value)}`;
}

/** Why a line says what no value says. */
export const constantText = "the renderer writes it, whatever the catalogue says";

/** One line for a line: its first cause, where it is from. */
export function shortReason({ kind, causes: [first], renderer }: ExplainedLine): string {
  if (kind === "header") return "the header: names the inputs; its checksum tells an edit by hand";
  if (kind === "foreign") return "not what the catalogue renders";
  if (first === undefined) return renderer === undefined ? "" : `the renderer: ${rendererText(renderer)}`;
  if (first.relation === "presence") {
    return `${relationWords.presence} ${placeText(first.place)} ${formatPath(first.origin.path)}`;
  }
  return `${placeText(first.place)} ${causeText(first)}`;
}

/** The rows of a reason: a word, a place, a sentence. */
export function reasonRows(
  { causes, others, renderer }: Reason,
): readonly (readonly [string, string, string])[] {
  const rows: [string, string, string][] = [];
  for (const cause of causes) {
    rows.push([relationWords[cause.relation], placeText(cause.place), causeText(cause)]);
  }
  if (renderer !== undefined) rows.push(["constant", rendererText(renderer), constantText]);
  if (others > 0) {
    rows.push([
      "",
      "",
      `${others} more ${others === 1 ? "value has" : "values have"} a part in it: --all lists them`,
    ]);
  }
  return rows;
}
