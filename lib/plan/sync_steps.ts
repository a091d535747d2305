/** The order in which Argo CD syncs the changes of one Application. */
import type { KubernetesObject } from "../kubernetes_object.ts";
import { type ObjectChange, objectOf } from "./object_changes.ts";

/** Source: gitops-engine, pkg/sync/sync_tasks.go; kinds that aren't here come last. */
const kindOrder: ReadonlyMap<string, number> = new Map(
  [
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
  ].map((kind, index) => [kind, index]),
);

const phases = ["PreSync", "Sync", "PostSync"];

const annotation = ({ metadata }: KubernetesObject, name: string) =>
  metadata.annotations?.[`argocd.argoproj.io/${name}`];

/** The wave of an object; 0 where it says none. */
export function waveOf(object: KubernetesObject): number {
  const wave = Number(annotation(object, "sync-wave") ?? "0");
  return Number.isInteger(wave) ? wave : 0;
}

function phaseOf(object: KubernetesObject): number {
  const hooks = (annotation(object, "hook") ?? "Sync").split(",");
  return Math.max(0, phases.findIndex((phase) => hooks.includes(phase)));
}

/** What happens at once: nobody knows in which order. */
export interface SyncStep {
  /** For people: `wave -1`, `prune`. */
  readonly moment: string;
  /** All of one kind where they are applied; of any kind where they are deleted. */
  readonly changes: readonly ObjectChange[];
  /** Whether Argo CD waits behind it until everything so far is healthy. */
  readonly waits: boolean;
}

interface Task {
  readonly change: ObjectChange;
  readonly phase: number;
  readonly wave: number;
  readonly prune: boolean;
}

/** Deletions go through the waves the other way round: the first of their waves changes places with the last. */
function turnedWaves(deletions: readonly ObjectChange[]): ReadonlyMap<number, number> {
  const waves = [...new Set(deletions.map((change) => waveOf(objectOf(change))))].sort((a, b) => a - b);
  return new Map(waves.map((wave, index) => [wave, waves[waves.length - 1 - index]!]));
}

function hasPruneLast(object: KubernetesObject): boolean {
  return (annotation(object, "sync-options") ?? "").split(",").includes("PruneLast=true");
}

function tasksOf(changes: readonly ObjectChange[], pruneLast: boolean): readonly Task[] {
  const deletions = changes.filter(({ after }) => after === undefined);
  const turned = turnedWaves(deletions);
  const tasks = changes.map((change): Task => {
    const object = objectOf(change);
    const wave = waveOf(object);
    return change.after === undefined
      ? { change, phase: phases.indexOf("Sync"), wave: turned.get(wave) ?? wave, prune: true }
      : { change, phase: phaseOf(object), wave, prune: false };
  });
  const last = Math.max(0, ...tasks.filter(({ phase }) => phases[phase] === "Sync").map(({ wave }) => wave)) +
    1;
  return tasks.map((task) =>
    task.prune && (pruneLast || hasPruneLast(objectOf(task.change))) ? { ...task, wave: last } : task
  );
}

const orderOfKind = (kind: string) => kindOrder.get(kind) ?? kindOrder.size;

function stepsOfWave(tasks: readonly Task[], moment: string): readonly SyncStep[] {
  const deletions = tasks.filter(({ prune }) => prune).map(({ change }) => change);
  const applied = tasks.filter(({ prune }) => !prune).map(({ change }) => change);
  const kinds = [...new Set(applied.map((change) => objectOf(change).kind))]
    .sort((a, b) => orderOfKind(a) - orderOfKind(b) || (a < b ? -1 : 1));
  const steps: SyncStep[] = deletions.length === 0
    ? []
    : [{ moment: moment === "prune" ? moment : `${moment}, deletion`, changes: deletions, waits: false }];
  // Kinds without a place of their own are sorted by their objects' names, so that they mix.
  for (const kind of kinds.filter((kind) => kindOrder.has(kind))) {
    steps.push({ moment, changes: applied.filter((change) => objectOf(change).kind === kind), waits: false });
  }
  const rest = applied.filter((change) => !kindOrder.has(objectOf(change).kind));
  if (rest.length > 0) steps.push({ moment, changes: rest, waits: false });
  return steps.map((step, index) => ({ ...step, waits: index === steps.length - 1 }));
}

/**
 * What Argo CD does, in order: phases of hooks, waves, within a wave first what is deleted in it, then kind by kind.
 * Source: gitops-engine, pkg/sync: `syncTasks.Less`, `getSyncTasks`, `runTasks`.
 */
export function syncSteps(changes: readonly ObjectChange[], pruneLast: boolean): readonly SyncStep[] {
  const tasks = tasksOf(changes, pruneLast);
  const places = [...new Map(tasks.map(({ phase, wave }) => [`${phase} ${wave}`, { phase, wave }])).values()]
    .sort((a, b) => a.phase - b.phase || a.wave - b.wave);
  return places.flatMap(({ phase, wave }) => {
    const now = tasks.filter((task) => task.phase === phase && task.wave === wave);
    const name = phases[phase] === "Sync" ? `wave ${wave}` : `${phases[phase]}, wave ${wave}`;
    return stepsOfWave(now, now.every(({ prune }) => prune) && pruneLast ? "prune" : name);
  });
}
