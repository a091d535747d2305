/** The Application: something in Git or a chart, kept in a cluster as it is there. */
import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application";
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { syncWave } from "../resources/sync_wave.ts";
import { typedObject } from "../resources/typed_object.ts";
import type { Destination } from "./destination.ts";
import { managedLabels } from "./managed_labels.ts";

/** What an Application is made from. */
export type Source = NonNullable<IApplication["spec"]["source"]>;

/** Fields of live objects that aren't compared. */
export type IgnoreDifferences = NonNullable<IApplication["spec"]["ignoreDifferences"]>;

export type { IApplication };

/** What tells one Application from another. */
export interface ApplicationParts {
  /** As it is called in Argo CD. */
  readonly name: string;
  /** As the project is called in Argo CD. */
  readonly project: string;
  /** When the root application creates it; lower ones first. */
  readonly wave: number;
  /** What it is made from. */
  readonly source: Source;
  /** Where its objects go. */
  readonly destination: Destination;
  /** Folders of the repository that it is rendered from; a commit elsewhere doesn't concern it. */
  readonly paths?: readonly string[];
  /** Whether its objects go when it goes. Default: false. */
  readonly cascade?: boolean;
  /** What Argo CD may do with the Application itself. Default: it isn't deleted along with the root application. */
  readonly ownSyncOptions?: string;
  /**
   * Whether a sync applies what is as in Git too: then every attempt waits for the health of every wave. Without it a
   * retry leaves out a Deployment that was applied and never became healthy. Default: false.
   */
  readonly appliesAll?: boolean;
  /** Sync options besides the usual. */
  readonly syncOptions?: readonly string[];
  /** Default: everything is compared. */
  readonly ignoreDifferences?: IgnoreDifferences;
}

/** An Application of a cluster. */
export function application(cluster: ClusterModel, parts: ApplicationParts): KubernetesObject {
  return typedObject<IApplication>({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name: parts.name,
      namespace: cluster.argocd.namespace,
      labels: managedLabels(cluster),
      annotations: {
        "argocd.argoproj.io/compare-options": "ServerSideDiff=true",
        ...(parts.paths && {
          "argocd.argoproj.io/manifest-generate-paths": parts.paths.map((path) => `/${path}`).join(";"),
        }),
        "argocd.argoproj.io/sync-options": parts.ownSyncOptions ?? "Delete=false",
        ...syncWave(parts.wave),
      },
      ...(parts.cascade && { finalizers: ["resources-finalizer.argocd.argoproj.io/foreground"] }),
    },
    spec: {
      project: parts.project,
      source: parts.source,
      destination: { ...parts.destination },
      syncPolicy: {
        // Whenever Argo CD writes an Application it leaves out what is false, such as `allowEmpty`: rendered, that would
        // be a difference from Git with every sync.
        ...(cluster.sync.automated && { automated: { prune: true, selfHeal: true } }),
        // Without `refresh` a retry would apply the commit that failed, even when a newer one mends it.
        retry: { limit: 5, backoff: { duration: "5s", factor: 2, maxDuration: "3m" }, refresh: true },
        syncOptions: [
          "ServerSideApply=true",
          ...(parts.appliesAll ? [] : ["ApplyOutOfSyncOnly=true"]),
          "FailOnSharedResource=true",
          "PruneLast=true",
          ...parts.syncOptions ?? [],
        ],
      },
      ...(parts.ignoreDifferences && { ignoreDifferences: parts.ignoreDifferences }),
    },
  });
}
