import type { Application } from "../argocd/application.ts";
import type { ApplicationRow } from "../argocd/application_row.ts";
import { isSettled } from "../argocd/application_row.ts";
import { applicationsTable } from "../argocd/applications_table.ts";
import { readLabTree } from "../argocd/argocd_steps.ts";
import { readApplications } from "../argocd/read_applications.ts";
import { withMissing } from "../argocd/wait_for_applications.ts";
import type { PartStatus } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { delay } from "../process/delay.ts";
import { table } from "../../toolchain/table.ts";
import { type CommandContext, withApi } from "./command_context.ts";

/** Milliseconds from one look to the next. */
const PAUSE = 1000;

/** Clears a terminal and starts at its top. */
const CLEAR = "\x1b[2J\x1b[H";

/** How to tell the state of a lab. */
export interface StatusOptions {
  /** Whether to tell again whenever it has changed, until interrupted. */
  readonly watch: boolean;
  /** Whether to print JSON, a line for each look. */
  readonly json: boolean;
}

/** The state of a lab, as `lab status --json` prints it. */
export interface LabStatus {
  /** Whether every part runs and every Application is synced and healthy. */
  readonly ready: boolean;
  readonly parts: readonly PartStatus[];
  /** Empty while Argo CD is not there. */
  readonly applications: readonly ApplicationRow[];
  /** Why there are no Applications, if the API server did not tell of any. */
  readonly problem?: string;
}

/**
 * `lab status`: lists parts and Applications.
 *
 * @returns the exit code: 0 if all is well, 1 if not.
 */
export async function status(context: CommandContext, { watch, json }: StatusOptions): Promise<number> {
  let before = "";
  let known: Promise<Expected> | undefined;
  const expected = () => known ??= expectedOf(context);
  while (true) {
    const now = await labStatus(context, expected);
    const text = json ? JSON.stringify(now) : statusText(now);
    if (text !== before) {
      if (watch && !json && Deno.stdout.isTerminal()) console.log(CLEAR);
      console.log(text);
    }
    before = text;
    if (!watch) return now.ready ? 0 : 1;
    await delay(PAUSE);
  }
}

/** Looks at a lab. */
async function labStatus(context: CommandContext, expected: () => Promise<Expected>): Promise<LabStatus> {
  const parts = await context.engine.status();
  if (parts.length === 0) return { ready: false, parts, applications: [] };
  try {
    const tree = await expected();
    const applications = await withApi(
      context.engine,
      async (api) => withMissing(await readApplications(api, tree.namespace), tree.applications),
    );
    const ready = parts.every(({ state }) => state === "running") && applications.every(isSettled);
    return { ready, parts, applications };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { ready: false, parts, applications: [], problem: error.message };
  }
}

/** What the tree says that a lab has. */
interface Expected {
  readonly namespace: string;
  readonly applications: readonly Application[];
}

async function expectedOf({ labTree }: CommandContext): Promise<Expected> {
  const { tree: { root, applications } } = await readLabTree(labTree);
  return { namespace: root.metadata.namespace ?? "argocd", applications };
}

function statusText({ parts, applications, problem }: LabStatus): string {
  if (parts.length === 0) return "There is no lab; bring one up with: lab up";
  const rows = parts.map(({ name, state, detail }) => [name, state, detail]);
  return [
    table(["part", "state", "detail"], rows),
    "",
    problem ?? applicationsTable(applications),
  ].join("\n");
}
