import { LabError } from "../lab_error.ts";
import { delay } from "../process/delay.ts";
import type { Application } from "./application.ts";
import { type ApplicationRow, isSettled, missingRow } from "./application_row.ts";
import { applicationsTable } from "./applications_table.ts";
import type { ClusterApi } from "./cluster_api.ts";
import { dependsOn } from "./generate_paths.ts";
import { readApplications } from "./read_applications.ts";

/** An Application that can't be settled in this lab. */
export interface KnownLimit {
  readonly application: string;
  /** A clause without a full stop. */
  readonly reason: string;
}

/** A commit that Applications have to have seen. */
export interface CommitToReach {
  /** Their source. */
  readonly repoURL: string;
  readonly id: string;
  /** The paths of the files that differ between another commit and this one. */
  readonly changedSince: (commit: string) => Promise<readonly string[]>;
}

/** What to wait for. */
export interface ApplicationsToWaitFor {
  readonly api: ClusterApi;
  /** The Applications that there should be: those of the rendered tree. */
  readonly expected: readonly Application[];
  /** Those that are not waited for. */
  readonly limits: readonly KnownLimit[];
  /** Seconds until waiting is given up. */
  readonly timeout: number;
  /** If given, Applications with this source also have to have seen this commit. */
  readonly commit?: CommitToReach;
  /** Receives the rows whenever one of them has changed. */
  readonly onChange?: (rows: readonly ApplicationRow[]) => void;
}

/** Milliseconds between two looks. */
const PAUSE = 500;

/**
 * Waits until every Application is synced and healthy.
 *
 * @returns the last rows.
 * @throws {LabError} after the time-out, with the cause and a table of those that are not settled.
 */
export async function waitForApplications(
  request: ApplicationsToWaitFor,
): Promise<readonly ApplicationRow[]> {
  const { api, expected, limits, timeout, onChange = () => {} } = request;
  const namespace = expected[0]?.metadata.namespace ?? "argocd";
  const end = performance.now() + timeout * 1000;
  let before = "";
  while (true) {
    const rows = withMissing(await readApplications(api, namespace), expected);
    const now = JSON.stringify(rows);
    if (now !== before) onChange(rows);
    before = now;
    const left = await unsettled(rows, request);
    if (left.length === 0) return rows;
    if (performance.now() > end) {
      throw new LabError(timeOutMessage(left, limits, timeout));
    }
    await delay(PAUSE);
  }
}

/** Adds a row for each Application that there should be and is not. */
export function withMissing(
  rows: readonly ApplicationRow[],
  expected: readonly Application[],
): readonly ApplicationRow[] {
  const found = new Set(rows.map(({ name }) => name));
  return [...rows, ...expected.filter(({ metadata }) => !found.has(metadata.name)).map(missingRow)];
}

/** The rows that still have to change; those with a known limit are left out. */
export async function unsettled(
  rows: readonly ApplicationRow[],
  { expected, limits, commit }: Pick<ApplicationsToWaitFor, "expected" | "limits" | "commit">,
): Promise<readonly ApplicationRow[]> {
  const excused = new Set(limits.map(({ application }) => application));
  const applications = new Map(expected.map((application) => [application.metadata.name, application]));
  const waiting = await Promise.all(rows.map(async (row) => {
    if (excused.has(row.name)) return false;
    return !isSettled(row) || !await hasSeen(row, applications.get(row.name), commit);
  }));
  return rows.filter((_, index) => waiting[index]);
}

async function hasSeen(
  { revision }: ApplicationRow,
  application: Application | undefined,
  commit: CommitToReach | undefined,
): Promise<boolean> {
  if (commit === undefined || application?.spec.source?.repoURL !== commit.repoURL) return true;
  if (revision === commit.id) return true;
  return revision !== "" && !dependsOn(application, await commit.changedSince(revision));
}

/**
 * What is said after a time-out. The cause is the first Application, by wave, that does not itself wait for another;
 * if there is none, the first that waits, and only then one that nobody has made yet.
 */
export function timeOutMessage(
  left: readonly ApplicationRow[],
  limits: readonly KnownLimit[],
  timeout: number,
): string {
  const [cause] = left.toSorted((a, b) => rank(a) - rank(b) || a.wave - b.wave);
  const { name = "", sync = "", health = "", blocking = "", message = "" } = cause ?? {};
  const why = [blocking, message].filter((text) => text !== "").join("; ") || `${sync}, ${health}`;
  return [
    `Cannot bring all Applications to rest within ${timeout} s: "${name}" is ${sync} and ${health}: ${why}`,
    applicationsTable(left),
    ...limits.map(({ application, reason }) => `not waited for: ${application}: ${reason}`),
  ].join("\n");
}

function rank({ sync, blocking, message }: ApplicationRow): number {
  if (sync === "Missing") return 2;
  const waits = blocking.startsWith("Application ") || / of argoproj\.io\/Application\//.test(message);
  return waits ? 1 : 0;
}
