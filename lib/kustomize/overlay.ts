/** The overlay of a service in a cluster: only what differs from the base. */
import type { KubernetesObject } from "../kubernetes_object.ts";
import { toYaml } from "../tree/yaml.ts";
import type { KustomizeFile } from "./base.ts";
import { fileNames } from "./file_name.ts";
import { jsonPatch } from "./json_patch.ts";
import { kustomization, type KustomizationPatch, type Operation } from "./kustomization.ts";
import { objectKey } from "./object_key.ts";

const replicasPath = "/spec/replicas";

/**
 * Kustomize reads each field as a regular expression over the whole value, and a missing one as "any". No two groups
 * differ only where one has a dot, so a group stays readable; names may.
 */
function target(object: KubernetesObject): KustomizationPatch["target"] & object {
  const slash = object.apiVersion.indexOf("/");
  return {
    // The core group's name is empty, which would mean any group.
    ...(slash < 0 ? { version: object.apiVersion } : { group: object.apiVersion.slice(0, slash) }),
    kind: object.kind,
    name: object.metadata.name.replaceAll(".", "\\."),
  };
}

function deletion(object: KubernetesObject): KustomizationPatch {
  const { name, namespace } = object.metadata;
  return {
    patch: toYaml({
      $patch: "delete",
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    }),
  };
}

const isReplicas = (object: KubernetesObject, operation: Operation) =>
  object.kind === "Deployment" && operation.op === "replace" && operation.path === replicasPath;

/**
 * The files of an overlay over `../../../base/<owner>`: a changed number of pods becomes `replicas`, any other change
 * a JSON6902 patch, an object that only the cluster has a file, and one that only the base has a deletion.
 */
export function overlayFiles(
  owner: string,
  base: readonly KubernetesObject[],
  wanted: readonly KubernetesObject[],
): readonly KustomizeFile[] {
  const inBase = new Map(base.map((object) => [objectKey(object), object]));
  const replicas: { name: string; count: number }[] = [];
  const patches: KustomizationPatch[] = [];
  const added: KubernetesObject[] = [];
  for (const object of wanted) {
    const key = objectKey(object);
    const before = inBase.get(key);
    inBase.delete(key);
    if (before === undefined) {
      added.push(object);
      continue;
    }
    if (before === object) continue;
    const operations = jsonPatch(before, object);
    for (const operation of operations.filter((operation) => isReplicas(object, operation))) {
      replicas.push({ name: object.metadata.name, count: Number(operation.value) });
    }
    const others = operations.filter((operation) => !isReplicas(object, operation));
    if (others.length > 0) patches.push({ target: target(object), patch: toYaml(others) });
  }
  for (const object of inBase.values()) patches.push(deletion(object));
  const names = fileNames(added, owner);
  return [
    {
      name: "kustomization.yaml",
      content: kustomization({
        resources: [`../../../base/${owner}`, ...[...names].sort()],
        replicas,
        patches,
      }),
    },
    ...added.map((content, index) => ({ name: names[index]!, content })),
  ];
}
