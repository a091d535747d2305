import { table } from "../../toolchain/table.ts";
import type { ApplicationRow } from "./application_row.ts";

/** The longest text of a cell. */
const LONGEST = 100;

/** A table of Applications in the order of their waves, for people. */
export function applicationsTable(rows: readonly ApplicationRow[]): string {
  const sorted = rows.toSorted((a, b) => a.wave - b.wave || (a.name < b.name ? -1 : 1));
  return table(
    ["application", "sync", "health", "revision", "waits for", "message"],
    sorted.map(({ name, sync, health, revision, blocking, message }) => [
      ...[name, sync, health, shortRevision(revision)],
      ...[shorten(blocking), shorten(message)],
    ]),
  );
}

function shortRevision(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
