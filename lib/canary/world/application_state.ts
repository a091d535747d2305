/** From an Application of Argo CD to what the driver has to know of it. */
import type { ArgoState, Health } from "../driver/state.ts";

/** The parts of an Application that are read; everything may be missing while it is new. */
export interface Application {
  /** As Argo CD writes it. */
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string };
    readonly health?: { readonly status?: string };
    readonly history?: readonly { readonly revision?: string; readonly deployedAt?: string }[];
    readonly operationState?: {
      readonly phase?: string;
      readonly startedAt?: string;
      readonly finishedAt?: string;
      readonly syncResult?: { readonly revision?: string };
    };
    readonly resources?: readonly {
      readonly kind?: string;
      readonly name?: string;
      readonly health?: { readonly status?: string };
    }[];
  };
}

const healths: ReadonlySet<string> = new Set(["Healthy", "Progressing", "Degraded", "Suspended", "Missing"]);

function healthOf(written: string | undefined): Health {
  return written !== undefined && healths.has(written) ? written as Health : "Unknown";
}

function seconds(written: string | undefined): number | undefined {
  const time = written === undefined ? NaN : Date.parse(written);
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** Every revision that an Application names. */
export function revisionsOf({ status }: Application): readonly string[] {
  const revisions = [
    status?.sync?.revision,
    status?.operationState?.syncResult?.revision,
    ...(status?.history ?? []).map(({ revision }) => revision),
  ];
  return [...new Set(revisions.filter((revision) => revision !== undefined && revision !== ""))] as string[];
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/**
 * Reads an Application. `contains` says whether a revision has the last change of the service in its history. Where
 * Argo CD has that revision but had nothing to do for it, or has forgotten when it did, the change counts as rolled
 * out with the last sync that is known, and no earlier than it was made.
 */
export function applicationState(
  { status }: Application,
  { service, changedAt, contains }: {
    readonly service: string;
    readonly changedAt: number;
    readonly contains: (revision: string) => boolean;
  },
): ArgoState {
  const has = (revision: string | undefined) => revision !== undefined && contains(revision);
  const operation = status?.operationState;
  const synced = status?.sync?.status === "Synced" && has(status.sync.revision);
  const rolledOut = earliest(
    (status?.history ?? []).filter(({ revision }) => has(revision)).map(({ deployedAt }) =>
      seconds(deployedAt)
    ),
  );
  const lastSync = seconds(operation?.finishedAt) ?? changedAt;
  const deployedAt = rolledOut ?? (synced ? lastSync : undefined);
  return {
    synced,
    health: healthOf(status?.health?.status),
    canaryHealth: canaryHealth(status?.resources, service),
    deployedAt: deployedAt === undefined ? undefined : Math.max(deployedAt, changedAt),
    startedAt: has(operation?.syncResult?.revision) ? seconds(operation?.startedAt) : undefined,
  };
}

function canaryHealth(
  resources: NonNullable<Application["status"]>["resources"],
  service: string,
): Health | undefined {
  const found = resources?.find(({ kind, name }) => kind === "Deployment" && name === `${service}-canary`);
  return found?.health?.status === undefined ? undefined : healthOf(found.health.status);
}
