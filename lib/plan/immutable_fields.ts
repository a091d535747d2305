/** Fields that the API server doesn't let change. */
import { quantityValue } from "../quantity.ts";
import { sameValue } from "../same_value.ts";
import { type Fields, fieldsOf, textOf } from "../walk/plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { ObjectChange } from "./object_changes.ts";

const at = (object: unknown, path: string) =>
  path.split(".").reduce<unknown>((value, key) => fieldsOf(value)[key], object);

/** Paths that never change. Source: the validation of updates in Kubernetes' API server. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["spec.selector"],
  ReplicaSet: ["spec.selector"],
  DaemonSet: ["spec.selector"],
  Job: [
    "spec.selector",
    "spec.template",
    "spec.completionMode",
    "spec.podFailurePolicy",
    "spec.backoffLimitPerIndex",
    "spec.successPolicy",
  ],
  RoleBinding: ["roleRef"],
  ClusterRoleBinding: ["roleRef"],
  PersistentVolume: ["spec.csi", "spec.hostPath", "spec.local", "spec.nodeAffinity", "spec.volumeMode"],
  StorageClass: ["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"],
};

/** All of the spec is fixed but these. */
const changeable: Readonly<Record<string, readonly string[]>> = {
  StatefulSet: [
    "replicas",
    "ordinals",
    "template",
    "updateStrategy",
    "revisionHistoryLimit",
    "persistentVolumeClaimRetentionPolicy",
    "minReadySeconds",
  ],
  PersistentVolumeClaim: ["resources", "volumeAttributesClassName"],
};

/** A field that is set to another value; one that only appears or goes is filled in by the API server. */
function isReset(before: Fields, after: Fields, name: string): boolean {
  const [from, to] = [before[name], after[name]];
  return from !== undefined && to !== undefined && !sameValue(from, to);
}

function serviceFields(before: Fields, after: Fields): readonly string[] {
  // Another type may give up the address.
  if ((before.type ?? "ClusterIP") !== (after.type ?? "ClusterIP")) return [];
  const headless = (before.clusterIP === "None") !== (after.clusterIP === "None");
  return headless || isReset(before, after, "clusterIP") ? ["spec.clusterIP"] : [];
}

function claimFields(before: Fields, after: Fields): readonly string[] {
  const requested = (spec: Fields) => quantityValue(textOf(at(spec, "resources.requests.storage")) ?? "");
  // What isn't a quantity is not a number, and smaller than nothing.
  return requested(after) < requested(before) ? ["spec.resources.requests.storage"] : [];
}

/** Whether Argo CD deletes the object and makes it anew: by a hook's policy, or by an option. */
function isReplaced({ metadata: { annotations = {} } }: KubernetesObject): boolean {
  const options = (annotations["argocd.argoproj.io/sync-options"] ?? "").split(",");
  if (options.includes("Force=true") && options.includes("Replace=true")) return true;
  if (annotations["argocd.argoproj.io/hook"] === undefined) return false;
  const policy = annotations["argocd.argoproj.io/hook-delete-policy"] ?? "BeforeHookCreation";
  return policy.includes("BeforeHookCreation");
}

/** The fields of an object that the API server would refuse to change; empty where it lets everything pass. */
export function immutableFields({ before, after }: ObjectChange): readonly string[] {
  if (before === undefined || after === undefined || isReplaced(after)) return [];
  const { kind } = after;
  const [from, to] = [fieldsOf(before.spec), fieldsOf(after.spec)];
  const found = (fixed[kind] ?? []).filter((path) => !sameValue(at(before, path), at(after, path)));
  const open = changeable[kind];
  if (open !== undefined) {
    const names = new Set([...Object.keys(from), ...Object.keys(to)]);
    found.push(
      ...[...names].filter((name) => !open.includes(name) && !sameValue(from[name], to[name]))
        .map((name) => `spec.${name}`),
    );
  }
  if (kind === "Service") found.push(...serviceFields(from, to));
  if (kind === "PersistentVolumeClaim") found.push(...claimFields(from, to));
  if ((kind === "ConfigMap" || kind === "Secret") && before.immutable === true) {
    found.push(
      ...["data", "binaryData", "immutable"].filter((name) => !sameValue(before[name], after[name])),
    );
  }
  return found.sort();
}
