/** What is behind a line, for programs. */
import { formatPath } from "../../value_path.ts";
import type { ExplainedLine, LocatedCause, Reason } from "../explained.ts";

/** A value behind a line. */
export interface JsonCause {
  /** `value`: the line says it; `default`: it says what holds without it; `derived`: computed from it; `presence`. */
  readonly relation: LocatedCause["relation"];
  /** Where the value is written; for a default the object that it would stand in. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** The catalogue file whose value it is; another than `file` where that one imports it. */
  readonly of: string;
  /** In that file's default export: `canary.steps[0]`. */
  readonly field: string;
  /** Absent for a default. */
  readonly value?: unknown;
  /** What the schema says holds where the field isn't written. */
  readonly documented?: string;
}

function jsonCause({ relation, place, origin, value, documented }: LocatedCause): JsonCause {
  return {
    relation,
    ...place,
    of: origin.file,
    field: formatPath(origin.path),
    ...(value === undefined ? {} : { value }),
    ...(documented === undefined ? {} : { documented }),
  };
}

const jsonReason = ({ causes, renderer, others }: Reason) => ({
  causes: causes.map(jsonCause),
  others,
  ...(renderer === undefined ? {} : { renderer }),
});

/** The document's part for one line. */
export function jsonLine(explained: ExplainedLine): unknown {
  const { line, text, kind, instead, base } = explained;
  return {
    line,
    text,
    kind,
    ...(instead === undefined ? {} : { instead }),
    ...jsonReason(explained),
    ...(base === undefined ? {} : {
      base: { file: base.file, line: base.line, text: base.text, exact: base.exact, ...jsonReason(base) },
    }),
  };
}
