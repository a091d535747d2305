/** From what the schema library found to what a person can act on. */
import type { z } from "zod";
import { didYouMean } from "../did_you_mean.ts";
import type { Diagnostic, ValuePath } from "../diagnostic.ts";
import { formatPath, formatValue } from "../value_path.ts";
import { type SchemaCode, schemaCodes } from "./schema_codes.ts";

type Issue = z.core.$ZodIssue;

const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "text",
};

function valueAt(value: unknown, path: ValuePath): unknown {
  let found: unknown = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<string | number, unknown>)[key];
  }
  return found;
}

const isTypeIssue = (issue: Issue) => issue.code === "invalid_type" || issue.code === "invalid_union";

/** How far a form of a union is from what was written; the smallest is the one that was meant. */
function distance(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.path.length === 0 && issue.code === "invalid_type") return sum + 1000;
    if (issue.code === "unrecognized_keys") return sum + 10 * issue.keys.length;
    if (isTypeIssue(issue)) return sum + 10;
    return sum + 1;
  }, 0);
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      // Ours begin with "must be"; the library's own texts say nothing about our words for types.
      if (issue.message.startsWith("must be ")) return issue.message.slice("must be ".length);
      return typeNames[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.map((value) => JSON.stringify(value)).join(" or ");
    default:
      return issue.message.replace(/^must be /, "");
  }
}

/** The fields that the forms of a union know, for "did you mean". */
interface Context {
  readonly file: string;
  readonly root: unknown;
  readonly prefix: ValuePath;
  readonly knownFields: (path: ValuePath) => readonly string[];
}

function diagnostic(
  context: Context,
  code: SchemaCode,
  path: ValuePath,
  message: string,
  fix?: string,
): Diagnostic {
  return {
    code: code.code,
    severity: "error",
    origin: { file: context.file, path },
    message,
    ...(fix === undefined ? {} : { fix }),
  };
}

/** Turns one issue into one diagnostic or more: each unknown field is a mistake of its own. */
export function issueDiagnostics(context: Context, issue: Issue): readonly Diagnostic[] {
  const path = [...context.prefix, ...(issue.path as (string | number)[])];
  const value = valueAt(context.root, path);
  const name = path.length === 0 ? "the default export" : formatPath(path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        diagnostic(
          context,
          schemaCodes.unknownField,
          [...path, key],
          `${formatPath([...path, key])} is not a known field`,
          didYouMean(key, context.knownFields(path)),
        )
      );
    case "invalid_type":
      if (value === undefined) {
        return [
          diagnostic(
            context,
            schemaCodes.missingField,
            path,
            `${name} is missing, must be ${expectation(issue)}`,
          ),
        ];
      }
      return [
        diagnostic(
          context,
          schemaCodes.wrongType,
          path,
          `${name} is ${formatValue(value)}, must be ${expectation(issue)}`,
        ),
      ];
    case "invalid_value": {
      const values = issue.values.map(String);
      const fix = typeof value === "string" ? didYouMean(value, values) : undefined;
      const code = value === undefined ? schemaCodes.missingField : schemaCodes.wrongValue;
      const state = value === undefined ? "missing" : formatValue(value);
      return [diagnostic(context, code, path, `${name} is ${state}, must be ${expectation(issue)}`, fix)];
    }
    case "invalid_union": {
      if (issue.errors.length === 0) {
        const options = (issue as { options?: readonly unknown[] }).options ?? [];
        const values = options.map((option) => JSON.stringify(option)).join(" or ");
        const fix = typeof value === "string" ? didYouMean(value, options.map(String)) : undefined;
        const code = value === undefined ? schemaCodes.missingField : schemaCodes.wrongValue;
        const state = value === undefined ? "missing" : formatValue(value);
        return [diagnostic(context, code, path, `${name} is ${state}, must be ${values}`, fix)];
      }
      if (value === undefined) {
        return [diagnostic(context, schemaCodes.missingField, path, `${name} is missing`)];
      }
      const scores = issue.errors.map(distance);
      const best = Math.min(...scores);
      if (best >= 1000) {
        const forms = [...new Set(issue.errors.flatMap((issues) => issues.slice(0, 1).map(expectation)))]
          .join(" or ");
        return [
          diagnostic(
            context,
            schemaCodes.wrongType,
            path,
            `${name} is ${formatValue(value)}, must be ${forms}`,
          ),
        ];
      }
      const meant = issue.errors[scores.indexOf(best)]!;
      return meant.flatMap((inner) => issueDiagnostics({ ...context, prefix: path }, inner));
    }
    case "invalid_key":
      return [
        diagnostic(
          context,
          schemaCodes.wrongName,
          path,
          `${formatPath(path.slice(0, -1)) || "the default export"} has the key ${
            formatValue(path.at(-1))
          }, ` +
            `which ${issue.issues[0]?.message ?? "is not a valid name"}`,
        ),
      ];
    default:
      return [
        diagnostic(
          context,
          schemaCodes.wrongValue,
          path,
          `${name} is ${formatValue(value)}, ${issue.message}`,
        ),
      ];
  }
}
