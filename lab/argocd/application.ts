/** Where the desired state of an Application comes from: the part of its `spec.source` that matters here. */
export interface ApplicationSource {
  readonly repoURL: string;
  readonly targetRevision?: string;
  readonly path?: string;
  /** For a chart repository, the name of the chart. */
  readonly chart?: string;
  readonly kustomize?: Readonly<Record<string, unknown>>;
}

/** A resource that an Application holds, as its status tells. */
export interface ApplicationResource {
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status?: string;
  readonly health?: { readonly status?: string; readonly message?: string };
}

/** What the last sync did to a resource. */
export interface SyncedResource {
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status?: string;
  readonly hookPhase?: string;
  readonly message?: string;
}

/** An Argo CD Application, with the fields that are read here; an API server leaves out any of the status. */
export interface Application {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly source?: ApplicationSource; readonly sources?: readonly ApplicationSource[] };
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string };
    readonly health?: { readonly status?: string; readonly message?: string };
    readonly conditions?: readonly { readonly type: string; readonly message: string }[];
    readonly resources?: readonly ApplicationResource[];
    readonly operationState?: {
      readonly phase?: string;
      readonly message?: string;
      readonly syncResult?: { readonly resources?: readonly SyncedResource[] };
    };
  };
}

/** Whether an object of a rendered tree is an Application. */
export function isApplication(object: { readonly apiVersion?: unknown; readonly kind?: unknown }): boolean {
  return object.kind === "Application" && String(object.apiVersion).startsWith("argoproj.io/");
}

/** The sync wave of an Application: those of a lower one come first. 0 unless its annotation says otherwise. */
export function syncWave({ metadata }: Pick<Application, "metadata">): number {
  return Number(metadata.annotations?.["argocd.argoproj.io/sync-wave"] ?? 0);
}
