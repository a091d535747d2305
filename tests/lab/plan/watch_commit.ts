import type { Application } from "../../../lab/argocd/application.ts";
import { applicationRow } from "../../../lab/argocd/application_row.ts";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { refreshApplications } from "../../../lab/argocd/read_applications.ts";
import { type CommitToReach, unsettled, withMissing } from "../../../lab/argocd/wait_for_applications.ts";
import { delay } from "../../../lab/process/delay.ts";

/** The namespace of the Applications. */
export const ARGOCD = "argocd";

const KIND = { apiVersion: "argoproj.io/v1alpha1", kind: "Application" } as const;

/** How a slot's Applications fare with a commit. */
export interface SlotState {
  /** Applications that are not at rest with the commit, shared ones included; those that are to go and are there. */
  readonly left: readonly string[];
  /** What the API server or Argo CD refused, in their words. */
  readonly refused: string | undefined;
  /** What the first of those that are left waits for. */
  readonly trouble: string;
}

/** What to look at. */
export interface CommitToWatch {
  readonly api: ClusterApi;
  /** The Applications that there should be then. */
  readonly expected: readonly Application[];
  readonly commit: CommitToReach;
  readonly slots: readonly string[];
  /** The Applications that the commit changes. */
  readonly concerned: ReadonlySet<string>;
}

/** Keeps Argo CD from looking at an Application. */
const SKIP = "argocd.argoproj.io/skip-reconcile";

/** Looks at Argo CD bringing a commit in. */
export interface CommitWatch {
  /** Looks once: approves deletions that Argo CD asks about, and has it compare again what is not at rest. */
  readonly look: () => Promise<ReadonlyMap<string, SlotState>>;
  /** Names of Applications that Argo CD doesn't look at for as long as they are in here. */
  readonly held: Set<string>;
  /** What Argo CD asked for before it deleted, such as `Waiting for pruning confirmation of /Namespace/s1-ml`. */
  readonly asked: ReadonlySet<string>;
}

/** Milliseconds from one request to compare again to the next. */
const REFRESH = 15_000;

/** Follows a commit. */
export function watchCommit({ api, expected, commit, slots, concerned }: CommitToWatch): CommitWatch {
  const held = new Set<string>();
  const asked = new Set<string>();
  const approved = new Set<string>();
  const names = new Set(expected.map(({ metadata }) => metadata.name));
  let refreshed = performance.now();

  const approve = async (application: Application) => {
    const { message = "", startedAt = "" } = application.status?.operationState as
      | { readonly message?: string; readonly startedAt?: string }
      | undefined ?? {};
    const key = `${application.metadata.name} ${startedAt}`;
    if (!message.startsWith("Waiting for pruning confirmation") || approved.has(key)) return;
    approved.add(key);
    asked.add(message);
    await annotate(api, application.metadata.name, {
      "argocd.argoproj.io/deletion-approved": new Date().toISOString().replace(/\.\d+/, ""),
    });
  };
  const release = async ({ metadata: { name, annotations = {} } }: Application) => {
    if (annotations[SKIP] !== undefined && !held.has(name)) await annotate(api, name, { [SKIP]: null });
  };
  const look = async () => {
    const all = await api.list(KIND, ARGOCD) as unknown as readonly Application[];
    for (const application of all) {
      await approve(application);
      await release(application);
    }
    const rows = withMissing(all.map(applicationRow), expected);
    const waiting = await unsettled(rows.filter(({ name }) => names.has(name)), {
      ...{ expected, limits: [], commit },
    });
    const gone = rows.filter(({ name }) => !names.has(name));
    // What doesn't change is no concern of anybody, nor what one slot's Applications lack of the others: the root's
    // health is the worst of all.
    const left = [
      ...waiting.filter(({ name, sync }) => concerned.has(name) && (name !== "root" || sync !== "Synced")),
      ...gone,
    ];
    if (performance.now() - refreshed > REFRESH) {
      refreshed = performance.now();
      await refreshApplications(api, ARGOCD, (name) => left.some((row) => row.name === name));
    }
    return new Map(slots.map((slot) => {
      const own = left.filter(({ name }) =>
        name.startsWith(`${slot}-`) || !slots.some((other) => name.startsWith(`${other}-`))
      );
      const refusals = all.filter(({ metadata }) => metadata.name.startsWith(`${slot}-`))
        .flatMap((application) => refusalOf(application, commit.id) ?? []);
      const trouble = own.map(({ name, sync, health, blocking, message }) =>
        `${name} is ${sync} and ${health}: ${blocking || message}`
      )[0] ?? "";
      return [slot, {
        left: own.map(({ name }) =>
          name
        ),
        refused: refusals[0],
        trouble,
      }];
    }));
  };
  return { look, held, asked };
}

/** Why a commit was refused for an Application; `undefined` if it wasn't, or isn't yet. */
function refusalOf({ status }: Application, commit: string): string | undefined {
  const broken = status?.conditions?.find(({ type }) => type === "ComparisonError");
  if (broken !== undefined) return broken.message;
  const { operationState } = status ?? {};
  const { syncResult } = operationState ?? {};
  if ((syncResult as { readonly revision?: string } | undefined)?.revision !== commit) return undefined;
  const failed = syncResult?.resources?.find(({ status }) => status === "SyncFailed");
  if (failed !== undefined) return `${failed.kind} ${failed.name}: ${failed.message ?? "refused"}`;
  return operationState?.phase === "Failed" || operationState?.phase === "Error"
    ? operationState.message
    : undefined;
}

/** Has Argo CD not look at an Application. */
export async function hold(api: ClusterApi, name: string): Promise<void> {
  await annotate(api, name, { [SKIP]: "true" });
}

/** Sets annotations of an Application; `null` removes one. */
async function annotate(
  api: ClusterApi,
  name: string,
  annotations: Readonly<Record<string, string | null>>,
): Promise<void> {
  const reference: KubernetesObject = { ...KIND, metadata: { name, namespace: ARGOCD } };
  await api.merge(reference, { metadata: { annotations } });
}

/**
 * Looks until every slot is at rest, or it has been long enough.
 *
 * @param help done now and then meanwhile.
 * @returns what is left, by slot; empty if nothing is.
 */
export async function untilAtRest(
  watch: CommitWatch,
  seconds: number,
  help: () => Promise<void>,
): Promise<ReadonlyMap<string, SlotState>> {
  const end = performance.now() + seconds * 1000;
  let helped = performance.now();
  while (true) {
    if (performance.now() - helped > REFRESH) {
      await help();
      helped = performance.now();
    }
    const states = await watch.look();
    const restless = new Map([...states].filter(([, { left }]) => left.length > 0));
    if (restless.size === 0 || performance.now() > end) return restless;
    await delay(1000);
  }
}
