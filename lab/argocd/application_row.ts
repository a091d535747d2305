import { type Application, type ApplicationResource, syncWave } from "./application.ts";

/** How an Application fares. */
export interface ApplicationRow {
  readonly name: string;
  /** `Synced`, `OutOfSync`, `Unknown`, or `Missing` if there is no such Application. */
  readonly sync: string;
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing` or `Unknown`. */
  readonly health: string;
  /** The commit or chart version it was last compared with; empty if it never was. */
  readonly revision: string;
  /** What Argo CD says of it: an error, or how the last sync ended; empty if there is nothing to say. */
  readonly message: string;
  /** The resource that it waits for, such as `Deployment istio-system/istiod`, and why; empty if there is none. */
  readonly blocking: string;
  /** Those of a lower wave come first. */
  readonly wave: number;
}

/** Whether nothing is left to do for an Application. */
export function isSettled({ sync, health }: ApplicationRow): boolean {
  return sync === "Synced" && health === "Healthy";
}

/** What an Application's own status says. */
export function applicationRow(application: Application): ApplicationRow {
  const { metadata, status } = application;
  const row = {
    name: metadata.name,
    sync: status?.sync?.status ?? "Unknown",
    health: status?.health?.status ?? "Unknown",
    revision: status?.sync?.revision ?? "",
    wave: syncWave(application),
  };
  const settled = isSettled({ ...row, message: "", blocking: "" });
  return {
    ...row,
    message: oneLine(errorOf(application) ?? (settled ? "" : status?.operationState?.message ?? "")),
    blocking: settled ? "" : blockingResource(application) ?? "",
  };
}

/** The row of an Application that there should be. */
export function missingRow({ metadata }: Pick<Application, "metadata">): ApplicationRow {
  const nothing = { revision: "", message: "", blocking: "" };
  return {
    name: metadata.name,
    sync: "Missing",
    health: "Missing",
    wave: syncWave({ metadata }),
    ...nothing,
  };
}

function errorOf({ status }: Application): string | undefined {
  const { conditions = [], operationState } = status ?? {};
  const error = conditions.find(({ type }) => type.endsWith("Error"));
  if (error !== undefined) return `${error.type}: ${error.message}`;
  const failed = operationState?.phase === "Failed" || operationState?.phase === "Error";
  return failed ? operationState.message : undefined;
}

function blockingResource({ status }: Application): string | undefined {
  const refused = status?.operationState?.syncResult?.resources?.find((resource) =>
    resource.status === "SyncFailed" || resource.hookPhase === "Failed" || resource.hookPhase === "Error"
  );
  if (refused !== undefined) return `${describeResource(refused)}: ${oneLine(refused.message ?? "refused")}`;
  const resources = status?.resources ?? [];
  const ailing = resources.find(({ health }) => health?.status !== undefined && health.status !== "Healthy");
  if (ailing !== undefined) {
    const { status: state = "", message } = ailing.health ?? {};
    return `${describeResource(ailing)}: ${oneLine(message ?? state)}`;
  }
  const differs = resources.find((resource) => resource.status === "OutOfSync");
  return differs === undefined ? undefined : `${describeResource(differs)}: differs from Git`;
}

/** How the table names a resource: `Deployment istio-system/istiod`. */
export function describeResource(
  { kind, namespace, name }: Pick<ApplicationResource, "kind" | "namespace" | "name">,
): string {
  return `${kind} ${namespace === undefined || namespace === "" ? "" : `${namespace}/`}${name}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
