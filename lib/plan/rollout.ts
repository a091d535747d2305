/** What becomes of a workload's pods while they are made anew. */
import { sameValue } from "../same_value.ts";
import { fieldsOf, numberOf, textOf } from "../walk/plain.ts";
import { isWorkload, templateOf } from "../walk/pod_template.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { meshView, replicasOf } from "./mesh_view.ts";
import type { ObjectChange } from "./object_changes.ts";

/** How many of so many pods may be missing, as Kubernetes works it out: rounded down. */
function missing(maxUnavailable: unknown, pods: number): number {
  const text = textOf(maxUnavailable);
  if (text?.endsWith("%")) return Math.floor(pods * Number(text.slice(0, -1)) / 100);
  return numberOf(maxUnavailable) ?? Math.floor(pods / 4);
}

/** Whether a roll-out may leave no pod that is ready. A StatefulSet and a DaemonSet take a pod away before the next. */
function mayLeaveNone(object: KubernetesObject): boolean {
  const pods = replicasOf(object);
  if (object.kind !== "Deployment") return pods <= 1;
  const { type, rollingUpdate } = fieldsOf(fieldsOf(object.spec).strategy);
  return type === "Recreate" || missing(fieldsOf(rollingUpdate).maxUnavailable, pods) >= pods;
}

/** Whether a change makes pods anew, with a moment at which none is ready. */
export function leavesNoPods({ before, after }: ObjectChange): boolean {
  if (before === undefined || after === undefined || !isWorkload(after)) return false;
  return !sameValue(templateOf(before), templateOf(after)) && mayLeaveNone(after);
}

/** Whether a request may notice a change. */
export function isSeen(change: ObjectChange): boolean {
  return meshView(change.before) !== meshView(change.after) || leavesNoPods(change);
}

/** The pods of a workload while it rolls out: new ones count when they are ready. */
export function duringRollout(change: ObjectChange): readonly KubernetesObject[] {
  const { before, after } = change;
  if (before === undefined || after === undefined || leavesNoPods(change)) return [];
  if (replicasOf(after) === 0) return [after];
  return meshView(before) === meshView(after) ? [after] : [before, after];
}
