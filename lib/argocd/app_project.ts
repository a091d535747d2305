/** The AppProject: a fence around what Applications may read, where they may write and which kinds. */
import type { IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject";
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { syncWave } from "../resources/sync_wave.ts";
import { typedObject } from "../resources/typed_object.ts";
import type { Destination } from "./destination.ts";
import { managedLabels } from "./managed_labels.ts";
import type { GroupKind } from "./project_kinds.ts";
import { waves } from "./waves.ts";

type Spec = IAppProject["spec"];

/** What tells one project from another. */
export interface ProjectParts {
  /** As it is called in Argo CD. */
  readonly name: string;
  /** One sentence for people. */
  readonly description: string;
  /** The only repositories it may read. */
  readonly sourceRepos: readonly string[];
  /** The only namespaces it may write to. */
  readonly destinations: readonly Destination[];
  /** The only kinds outside namespaces. Default: none. */
  readonly clusterKinds?: readonly GroupKind[];
  /** The only kinds in namespaces. */
  readonly namespacedKinds: readonly GroupKind[];
  /** Groups of the identity provider that may see and sync. Default: none. */
  readonly groups?: readonly string[];
  /** Whether objects in its namespaces that no Application owns are reported. Default: false. */
  readonly reportOrphans?: boolean;
  /** What Argo CD may do with the project itself. Default: it isn't deleted along with the root application. */
  readonly ownSyncOptions?: string;
}

/** A project of a cluster. Its windows hold for every Application, however it is called. */
export function appProject(cluster: ClusterModel, parts: ProjectParts): KubernetesObject {
  return typedObject<IAppProject>({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: {
      name: parts.name,
      namespace: cluster.argocd.namespace,
      labels: managedLabels(cluster),
      annotations: {
        "argocd.argoproj.io/sync-options": parts.ownSyncOptions ?? "Delete=false",
        ...syncWave(waves.project),
      },
      // Keeps the project until its last Application is gone.
      finalizers: ["resources-finalizer.argocd.argoproj.io"],
    },
    spec: {
      description: parts.description,
      sourceRepos: [...new Set(parts.sourceRepos)].sort(),
      destinations: [...parts.destinations],
      clusterResourceWhitelist: [...parts.clusterKinds ?? []],
      namespaceResourceWhitelist: [...parts.namespacedKinds],
      // Istiod puts its root certificate into every namespace.
      ...(parts.reportOrphans && {
        orphanedResources: { warn: true, ignore: [{ kind: "ConfigMap", name: "istio-ca-root-cert" }] },
      }),
      ...roles(parts),
      ...syncWindows(cluster),
    },
  });
}

function roles({ name, groups = [] }: ProjectParts): Pick<Spec, "roles"> {
  if (groups.length === 0) return {};
  const policy = (action: string) => `p, proj:${name}:members, applications, ${action}, ${name}/*, allow`;
  return {
    roles: [{
      name: "members",
      description: "May see and sync the project's Applications",
      policies: [policy("get"), policy("sync")],
      groups: [...new Set(groups)].sort(),
    }],
  };
}

function syncWindows({ sync }: ClusterModel): Pick<Spec, "syncWindows"> {
  if (sync.windows.length === 0) return {};
  return {
    syncWindows: sync.windows.map(({ kind, schedule, duration, timeZone, manualSync }) => ({
      kind,
      schedule,
      duration,
      timeZone,
      manualSync,
      applications: ["*"],
    })),
  };
}
