/** Prints what a run did. */
import { countChanges } from "./change.ts";
import { count } from "./count.ts";
import { differenceStat } from "./difference_stat.ts";
import { formatDifference } from "./format_difference.ts";
import { formatFailure } from "./format_failure.ts";
import { githubFileAnnotation } from "./github_annotation.ts";
import { jsonDocument } from "./json_document.ts";
import { listChanges } from "./list_changes.ts";
import type { Outcome } from "./outcome.ts";
import type { Output } from "./output.ts";
import { summarizeChanges } from "./summarize_changes.ts";

/** For people, for programs, or for the log of a GitHub workflow. */
export type Format = "text" | "json" | "github";

/** How an outcome is printed. */
export interface OutcomeOptions {
  /** For whom it is printed. */
  readonly format: Format;
  /** The most files that are named. */
  readonly most: number;
  /** What is printed of the differences: all of them, or how long they are; undefined: only which files differ. */
  readonly differences?: "whole" | "stat";
}

function printChanges(outcome: Outcome, output: Output, { format, most }: OutcomeOptions): void {
  const { changes = [], wording, unchanged, milliseconds } = outcome;
  const { style, line } = output.result;
  if (format === "github" && wording === "drift") {
    for (const change of changes.slice(0, most)) output.messages.line(githubFileAnnotation(change));
  }
  line(summarizeChanges(countChanges(changes, unchanged), wording, milliseconds));
  for (const text of listChanges(changes, wording, style, most)) line(text);
  if (wording === "drift" && changes.length > 0) {
    line(`  ${style.faint("fix:")} run "deno task generate" and commit the result`);
  }
}

function printDifferences(outcome: Outcome, output: Output, options: OutcomeOptions): void {
  const { style, line } = output.result;
  const { differences = [] } = outcome;
  if (differences.length === 0) return;
  if (options.differences === "stat") {
    for (const text of differenceStat(differences, style)) line(text);
  } else {
    for (const difference of differences) line(formatDifference(difference, style));
  }
}

/**
 * Prints why nothing was done, or else what was. As JSON it is the one document, mistakes included; otherwise
 * mistakes have been printed before.
 */
export function printOutcome(outcome: Outcome, output: Output, options: OutcomeOptions): void {
  if (options.format === "json") {
    output.result.line(JSON.stringify(jsonDocument(outcome), null, 2));
    return;
  }
  const { line, style } = output.messages;
  if (outcome.failure !== undefined) {
    line(formatFailure(outcome.failure, style));
    return;
  }
  if (outcome.changes === undefined) return;
  if (options.differences === undefined) printChanges(outcome, output, options);
  else printDifferences(outcome, output, options);
  if (outcome.outside > 0) {
    line(
      `${count(outcome.outside, "more file")} ${
        outcome.outside === 1 ? "differs" : "differ"
      } outside what was asked for`,
    );
  }
}
