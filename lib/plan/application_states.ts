/** What stands in the cluster of one Application, at each moment while Argo CD syncs it. */
import { isWorkload } from "../walk/pod_template.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { kindOfChange, type ObjectChange, objectOf } from "./object_changes.ts";
import type { Application, Objects } from "./rendered_cluster.ts";
import { duringRollout, isSeen } from "./rollout.ts";
import { type SyncStep, syncSteps } from "./sync_steps.ts";
import { nameOf, refer } from "../walk/reference.ts";

/** One moment. */
export interface ApplicationState {
  /** For people: `before`, `wave -1: VirtualService backend/backend changed`, `done`. */
  readonly moment: string;
  /** What the mesh knows. While pods roll out, a workload is there twice, as it was and as it comes. */
  readonly objects: readonly KubernetesObject[];
  /** Whether processes as they were may still be asking. */
  readonly oldPods: boolean;
  /** Whether processes as they come may be asking already. */
  readonly newPods: boolean;
}

/** More changes than this are not tried in every order: each first, each last. */
const mostTogether = 3;

/** Sets of changes that may have happened when others of the same step haven't; without none and all. */
function partsOf(changes: readonly ObjectChange[]): readonly (readonly ObjectChange[])[] {
  if (changes.length <= mostTogether) {
    const sets = 2 ** changes.length;
    return Array.from(
      { length: Math.max(0, sets - 2) },
      (_, index) => changes.filter((_, bit) => ((index + 1) >> bit) & 1),
    );
  }
  return [
    ...changes.map((change) => [change]),
    ...changes.map((left) => changes.filter((each) => each !== left)),
  ];
}

type Live = ReadonlyMap<string, readonly KubernetesObject[]>;

const flat = (live: Live) => [...live.values()].flat();

function applied(live: Live, changes: readonly ObjectChange[], started: boolean): Live {
  const next = new Map(live);
  for (const change of changes) {
    const object = objectOf(change);
    if (change.after === undefined) next.delete(change.key);
    else if (!isWorkload(object)) next.set(change.key, [change.after]);
    else if (started) next.set(change.key, duringRollout(change));
  }
  return next;
}

function settled(live: Live, changes: readonly ObjectChange[]): Live {
  const next = new Map(live);
  for (const { key, after } of changes) if (after !== undefined) next.set(key, [after]);
  return next;
}

function describe(step: SyncStep, changes: readonly ObjectChange[]): string {
  const [first, ...more] = changes;
  if (first === undefined) return step.moment;
  const what = `${nameOf(refer(objectOf(first)))} ${kindOfChange(first)}`;
  return `${step.moment}: ${what}${more.length === 0 ? "" : ` and ${more.length} more`}`;
}

/** Those before the step that a caller's processes or its Sidecar change in are asked by what was. */
function lastMove(steps: readonly SyncStep[]): number {
  return steps.findLastIndex(({ changes }) =>
    changes.some((change) => isWorkload(objectOf(change)) || objectOf(change).kind === "Sidecar")
  );
}

/** The index of the last step of the wave that a step is in. */
function endOfWave(steps: readonly SyncStep[], index: number): number {
  if (index < 0) return -1;
  const end = steps.findIndex(({ waits }, at) => at >= index && waits);
  return end < 0 ? steps.length - 1 : end;
}

/**
 * Every moment of an Application's sync that a request may see, the first before it and the last after it. Changes
 * that Argo CD makes together may be seen in any order: all are tried for up to three, else each first and each last.
 * A wave ends when its pods are ready.
 */
export function applicationStates(
  before: Application | undefined,
  after: Application | undefined,
  changes: readonly ObjectChange[],
): readonly ApplicationState[] {
  const start: Objects = before?.objects ?? new Map();
  let live: Live = new Map([...start].map(([key, object]) => [key, [object]]));
  const steps = syncSteps(changes, (after ?? before)?.pruneLast ?? false);
  const move = endOfWave(steps, lastMove(steps));
  const states: ApplicationState[] = [
    { moment: "before", objects: flat(live), oldPods: true, newPods: move < 0 },
  ];
  let begun: ObjectChange[] = [];
  steps.forEach((step, index) => {
    const phase = { oldPods: index <= move || move < 0, newPods: index > move };
    const seen = step.changes.filter(isSeen);
    for (const part of partsOf(seen)) {
      states.push({ moment: describe(step, part), objects: flat(applied(live, part, false)), ...phase });
    }
    live = applied(live, step.changes, false);
    if (
      seen.length > 0 && seen.some((change) => change.after === undefined || !isWorkload(objectOf(change)))
    ) {
      states.push({ moment: describe(step, seen), objects: flat(live), ...phase });
    }
    begun.push(
      ...step.changes.filter((change) => isWorkload(objectOf(change)) && change.after !== undefined),
    );
    if (!step.waits || begun.length === 0) return;
    states.push({
      moment: `${step.moment}: pods roll out`,
      objects: flat(applied(live, begun, true)),
      oldPods: true,
      newPods: index >= move,
    });
    live = settled(live, begun);
    begun = [];
    states.push({
      moment: `${step.moment}: pods are ready`,
      objects: flat(live),
      oldPods: index < move || move < 0,
      newPods: index >= move,
    });
  });
  const last = after === undefined ? [] : [...after.objects.values()];
  states.push({ moment: "done", objects: last, oldPods: move < 0, newPods: true });
  return states;
}
