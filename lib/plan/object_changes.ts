/** Which objects of a cluster are created, changed and deleted. */
import { sameValue } from "../same_value.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { Application, RenderedCluster } from "./rendered_cluster.ts";

/** What happens to one object. */
export interface ObjectChange {
  /** What tells the object from others. */
  readonly key: string;
  /** The Application that does it. */
  readonly application: string;
  /** Undefined where it is created. */
  readonly before: KubernetesObject | undefined;
  /** Undefined where it is deleted. */
  readonly after: KubernetesObject | undefined;
}

/** What happens, in a word. */
export function kindOfChange({ before, after }: ObjectChange): "created" | "changed" | "deleted" {
  return before === undefined ? "created" : after === undefined ? "deleted" : "changed";
}

/** The object as it was, or as it comes. */
export function objectOf({ before, after }: ObjectChange): KubernetesObject {
  return (after ?? before)!;
}

/** What an Application changes; undefined for one that isn't there. Without its finalizer nothing goes with it. */
export function applicationChanges(
  before: Application | undefined,
  after: Application | undefined,
): readonly ObjectChange[] {
  if (before?.objects === after?.objects) return [];
  if (after === undefined && before?.cascades === false) return [];
  const application = (after ?? before)!.name;
  const keys = new Set([...before?.objects.keys() ?? [], ...after?.objects.keys() ?? []]);
  return [...keys].sort().flatMap((key) => {
    const [from, to] = [before?.objects.get(key), after?.objects.get(key)];
    return from === to || sameValue(from, to) ? [] : [{ key, application, before: from, after: to }];
  });
}

/** What changes in a cluster, by Application; those in which nothing does are left out. */
export function clusterChanges(
  before: RenderedCluster,
  after: RenderedCluster,
): ReadonlyMap<string, readonly ObjectChange[]> {
  const names = new Set([...before.applications.keys(), ...after.applications.keys()]);
  return new Map(
    [...names].sort().flatMap((name) => {
      const changes = applicationChanges(before.applications.get(name), after.applications.get(name));
      return changes.length === 0 ? [] : [[name, changes] as const];
    }),
  );
}
