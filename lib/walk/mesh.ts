/** The objects of a cluster, put in order for walking. */
import { chartGateways } from "./gateway_chart.ts";
import { type MeshConfig, meshConfigOf } from "./mesh_config.ts";
import { fieldsOf, labelsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { oncePer } from "../once_per.ts";
import { type Service, servicesOf } from "./service.ts";
import { type Workload, workloadsOf } from "./workload.ts";

/** A cluster's objects by what they are for. */
export interface Mesh {
  /** All of them. */
  readonly objects: readonly KubernetesObject[];
  /** For the whole mesh. */
  readonly config: MeshConfig;
  /** The labels of each namespace. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What makes pods, gateways included. */
  readonly workloads: readonly Workload[];
  /** The workloads of each namespace. */
  readonly workloadsIn: ReadonlyMap<string, readonly Workload[]>;
  /** Services and ServiceEntries. */
  readonly services: readonly Service[];
  /** By their whole host. */
  readonly servicesByHost: ReadonlyMap<string, readonly Service[]>;
  /** The objects of a kind in a namespace. */
  readonly inNamespace: (kind: string, namespace: string) => readonly KubernetesObject[];
  /** All objects of a kind. */
  readonly ofKind: (kind: string) => readonly KubernetesObject[];
}

function grouped<T>(list: Iterable<T>, keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return groups;
}

function namespaceLabels(objects: readonly KubernetesObject[]) {
  return new Map(
    objects.filter(({ kind }) => kind === "Namespace").map(({ metadata }) => [
      metadata.name,
      // Kubernetes gives every namespace its name as a label.
      { "kubernetes.io/metadata.name": metadata.name, ...labelsOf(metadata.labels) },
    ]),
  );
}

function makeMesh(objects: readonly KubernetesObject[]): Mesh {
  const namespaces = namespaceLabels(objects);
  const gateways = chartGateways(objects);
  const services = [...servicesOf(objects), ...gateways.map(({ service }) => service)];
  const workloads = [...workloadsOf(objects, namespaces), ...gateways.map(({ workload }) => workload)];
  const selected = objects.filter(({ kind }) => kind === "Gateway");
  // Any pods that a Gateway selects are one, whoever made them.
  const marked = workloads.map((workload) =>
    workload.gateway || selected.some((gateway) => selects(gateway, workload))
      ? { ...workload, gateway: true }
      : workload
  );
  const byKind = grouped(objects, ({ kind }) => kind);
  const byPlace = grouped(objects, ({ kind, metadata }) => `${kind}/${metadata.namespace ?? ""}`);
  return {
    objects,
    config: meshConfigOf(objects),
    namespaces,
    workloads: marked,
    workloadsIn: grouped(marked, ({ namespace }) => namespace),
    services,
    servicesByHost: grouped(services, ({ host }) => host),
    inNamespace: (kind, namespace) => byPlace.get(`${kind}/${namespace}`) ?? [],
    ofKind: (kind) => byKind.get(kind) ?? [],
  };
}

/** Whether a Gateway's servers listen on a workload's pods: in any namespace, by labels. */
export function selects(gateway: KubernetesObject, workload: Workload): boolean {
  const selector = Object.entries(labelsOf(fieldsOf(gateway.spec).selector));
  return selector.length > 0 && selector.every(([name, value]) => workload.labels[name] === value);
}

/** The mesh that objects make. The same list gives the same mesh, so that many requests share the work. */
export const meshOf: (objects: readonly KubernetesObject[]) => Mesh = oncePer(makeMesh);

/** The pods that a Service selects. */
export function podsOf(mesh: Mesh, service: Service): readonly Workload[] {
  const wanted = Object.entries(service.selector);
  if (wanted.length === 0) return [];
  return (mesh.workloadsIn.get(service.namespace) ?? []).filter(({ labels }) =>
    wanted.every(([name, value]) => labels[name] === value)
  );
}
