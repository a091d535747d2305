/** The Application of Argo CD itself. */
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { argocdSettingNames } from "../resources/platform/argocd_settings.ts";
import { toYaml } from "../tree/yaml.ts";
import { application } from "./application.ts";
import { argocdDestination } from "./destination.ts";
import { argocdName, platformProject } from "./names.ts";
import { waves } from "./waves.ts";

/**
 * Keeps Argo CD at the pinned version, from its own install manifests without the ConfigMaps that are ours: two
 * Applications must not own one object. Only for a cluster whose Argo CD runs in it.
 */
export function argocdApplication(cluster: ClusterModel): KubernetesObject {
  return application(cluster, {
    name: argocdName(cluster, "argocd"),
    project: argocdName(cluster, platformProject),
    wave: waves.argocd,
    source: {
      repoURL: cluster.argocd.repository,
      targetRevision: cluster.argocd.version,
      path: "manifests/cluster-install",
      kustomize: {
        // The manifests' ClusterRoleBindings name a namespace of their own.
        namespace: cluster.argocd.namespace,
        patches: argocdSettingNames.map((name) => ({
          target: { version: "v1", kind: "ConfigMap", name },
          patch: toYaml({ $patch: "delete", apiVersion: "v1", kind: "ConfigMap", metadata: { name } }),
        })),
      },
    },
    destination: argocdDestination(cluster),
  });
}
