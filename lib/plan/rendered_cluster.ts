/** A rendered cluster: its Argo CD Applications, each with the objects that it applies. */
import type { KubernetesObject } from "../kubernetes_object.ts";

/** Objects by what tells one from another: group, kind, namespace and name. */
export type Objects = ReadonlyMap<string, KubernetesObject>;

/** An Argo CD Application that applies a folder of the tree. */
export interface Application {
  /** Of the Application. */
  readonly name: string;
  /** The namespace that it is for. */
  readonly namespace: string;
  /** What it follows: `<repository>@<branch or tag>`. */
  readonly revision: string;
  /** Whether what is gone is deleted in a wave of its own, behind all others: `PruneLast=true`. */
  readonly pruneLast: boolean;
  /** Whether its objects are deleted with it: it has Argo CD's finalizer. */
  readonly cascades: boolean;
  /** What it applies. */
  readonly objects: Objects;
}

/** One cluster of one tree. */
export interface RenderedCluster {
  /** Of its folder. */
  readonly name: string;
  /** By name. */
  readonly applications: ReadonlyMap<string, Application>;
}

/** A cluster in which nothing runs. */
export function emptyCluster(name: string): RenderedCluster {
  return { name, applications: new Map() };
}

/** All objects of a cluster, those of all Applications. */
export function objectsOf(cluster: RenderedCluster): readonly KubernetesObject[] {
  return [...cluster.applications.values()].flatMap(({ objects }) => [...objects.values()]);
}
