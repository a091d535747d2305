import { parse } from "@std/yaml";
import type { FileTree } from "../../../lib/tree/file_tree.ts";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { waitFor } from "../../../lab/verify/wait_for.ts";

interface Claim extends KubernetesObject {
  readonly spec: {
    readonly storageClassName?: string;
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: { readonly storage: string } };
  };
}

const CLASSES = ["standard", "fast"];

/** The claims for volumes of a rendered tree. */
export function claimsOf(tree: FileTree): readonly Claim[] {
  return [...tree].filter(([path]) => path.includes("/persistent-volume-claim-"))
    .map(([, text]) => parse(text) as Claim);
}

/** Makes the volumes that a tree claims, which nobody in the lab does, with classes that let them grow. */
export async function makeVolumes(api: ClusterApi, tree: FileTree): Promise<void> {
  for (const name of CLASSES) {
    await api.apply({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: {
        name,
        annotations: { "storageclass.kubernetes.io/is-default-class": String(name === CLASSES[0]) },
      },
      provisioner: "kubernetes.io/no-provisioner",
      allowVolumeExpansion: true,
    });
  }
  for (const { metadata: { name, namespace = "" }, spec } of claimsOf(tree)) {
    const volume = { apiVersion: "v1", kind: "PersistentVolume", metadata: { name: `${namespace}-${name}` } };
    await api.remove(volume);
    await waitFor(
      `${volume.metadata.name} to go`,
      async () => await api.read(volume) === undefined || undefined,
      60,
    );
    await api.apply({
      ...volume,
      spec: {
        capacity: { storage: spec.resources.requests.storage },
        accessModes: spec.accessModes,
        storageClassName: spec.storageClassName ?? CLASSES[0],
        persistentVolumeReclaimPolicy: "Retain",
        claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name },
        hostPath: { path: `/tmp/${name}` },
      },
    });
  }
}
