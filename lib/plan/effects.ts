/** What a change does to a cluster, in the words of those who run it. */
import { sameValue } from "../same_value.ts";
import { fieldsOf, listOf, numberOf } from "../walk/plain.ts";
import { isWorkload, templateOf } from "../walk/pod_template.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { serviceOf } from "./canary_findings.ts";
import { replicasOf } from "./mesh_view.ts";
import { kindOfChange, type ObjectChange, objectOf } from "./object_changes.ts";
import type { Objects, RenderedCluster } from "./rendered_cluster.ts";
import { versionFacts } from "./version_facts.ts";

const percent = (
  share: number | undefined,
) => (share === undefined ? "none" : `${Math.round(share * 100) / 100} %`);

/** What of a container differs, in a word each. */
function containerReasons(before: unknown, after: unknown): readonly string[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  const words: Readonly<Record<string, string>> = {
    image: "image",
    env: "environment",
    envFrom: "configuration",
    resources: "resources",
    ports: "ports",
    readinessProbe: "probes",
    livenessProbe: "probes",
    startupProbe: "probes",
  };
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...names].filter((name) => !sameValue(from[name], to[name])).map((name) => words[name] ?? "pod");
}

/** Why a workload's pods are made anew; empty where they stay. */
export function restartReasons({ before, after }: ObjectChange): readonly string[] {
  if (before === undefined || after === undefined || !isWorkload(after)) return [];
  const [from, to] = [templateOf(before), templateOf(after)];
  if (sameValue(from, to)) return [];
  const [was, comes] = [fieldsOf(from?.spec), fieldsOf(to?.spec)];
  const containers = ["containers", "initContainers"].flatMap((list) => {
    const [old, now] = [listOf(was[list]), listOf(comes[list])];
    if (old.length !== now.length) return ["containers"];
    return old.flatMap((container, index) => containerReasons(container, now[index]));
  });
  const rest = ({ containers: _, initContainers: __, ...rest }: Readonly<Record<string, unknown>>) => rest;
  const other = sameValue(rest(was), rest(comes)) && sameValue(from?.metadata, to?.metadata) ? [] : ["pod"];
  return [...new Set([...containers, ...other])].sort();
}

/** How many pods a workload has at least: an autoscaler's minimum where one counts them. */
function podsOf(object: KubernetesObject, objects: Objects): number {
  for (const { kind, spec } of objects.values()) {
    const { scaleTargetRef, minReplicas } = fieldsOf(spec);
    const target = fieldsOf(scaleTargetRef);
    if (kind !== "HorizontalPodAutoscaler" || target.name !== object.metadata.name) continue;
    if (target.kind === object.kind) return numberOf(minReplicas) ?? 1;
  }
  return replicasOf(object);
}

function restarts(service: string, changes: readonly ObjectChange[], objects: Objects): readonly string[] {
  const restarting = changes.map((change) => ({ change, reasons: restartReasons(change) }))
    .filter(({ reasons }) => reasons.length > 0);
  if (restarting.length === 0) return [];
  const pods = restarting.reduce((sum, { change }) => sum + podsOf(objectOf(change), objects), 0);
  const reasons = [...new Set(restarting.flatMap(({ reasons }) => reasons))].sort();
  return [`${service}: ${pods} ${pods === 1 ? "pod restarts" : "pods restart"} (${reasons.join(", ")})`];
}

function scalings(service: string, changes: readonly ObjectChange[]): readonly string[] {
  return changes.flatMap(({ before, after }) => {
    if (before === undefined || after === undefined || !isWorkload(after)) return [];
    const [from, to] = [replicasOf(before), replicasOf(after)];
    return from === to ? [] : [`${service}: ${after.metadata.name} ${from} → ${to} pods`];
  });
}

function canaryMoves(
  service: string,
  before: RenderedCluster,
  after: RenderedCluster,
  name: string,
): readonly string[] {
  const [from, to] = [before, after].map(({ applications }) => versionFacts(applications.get(name)).share);
  return from === to ? [] : [`${service} canary ${percent(from)} → ${percent(to)}`];
}

/** What changes for each Application, in a line each: services that come and go, shares, restarts, numbers of pods. */
export function effectsOf(
  before: RenderedCluster,
  after: RenderedCluster,
  changes: ReadonlyMap<string, readonly ObjectChange[]>,
): readonly string[] {
  return [...changes].flatMap(([name, list]) => {
    const service = serviceOf(name, after.name);
    if (!before.applications.has(name)) return [`${service} is new`];
    if (!after.applications.has(name)) return [`${service} is removed`];
    return [
      ...canaryMoves(service, before, after, name),
      ...restarts(service, list, after.applications.get(name)!.objects),
      ...scalings(service, list),
    ];
  });
}

/** Numbers of objects by what happens to them. */
export interface ObjectCounts {
  /** That weren't there. */
  readonly created: number;
  /** That stay, with other content. */
  readonly changed: number;
  /** That go. */
  readonly deleted: number;
}

/** Counts changes. */
export function countObjects(changes: Iterable<ObjectChange>): ObjectCounts {
  const counts = { created: 0, changed: 0, deleted: 0 };
  for (const change of changes) counts[kindOfChange(change)]++;
  return counts;
}
