/** What a change from one tree to another does, and whether it may be done. */
import type { FileTree } from "../tree/file_tree.ts";
import { type BlastRadius, blastRadius } from "./blast_radius.ts";
import { aheadFindings } from "./canary_findings.ts";
import { countObjects, effectsOf, type ObjectCounts } from "./effects.ts";
import { type IdleAcceptance, idleAcceptances, isAccepted, withAcceptances } from "./acceptances.ts";
import type { Finding, PlannedFinding } from "./finding.ts";
import { judgeCluster } from "./judge_cluster.ts";
import { kindOfChange, type ObjectChange, objectOf } from "./object_changes.ts";
import { noPolicy, type Policy } from "./policy.ts";
import { readClusters, rememberingBuilder } from "./read_clusters.ts";
import { emptyCluster, type RenderedCluster } from "./rendered_cluster.ts";
import { findSplit, type Split } from "./split.ts";
import { nameOf, refer } from "../walk/reference.ts";

/** What happens to one object, for people and programs. */
export interface PlannedObject {
  /** In a word. */
  readonly change: "created" | "changed" | "deleted";
  /** `VirtualService backend/backend`. */
  readonly object: string;
  /** Who does it. */
  readonly application: string;
}

/** What happens in one cluster. */
export interface ClusterPlan {
  /** Its name. */
  readonly name: string;
  /** In the words of those who run it. */
  readonly effects: readonly string[];
  /** Numbers of objects. */
  readonly counts: ObjectCounts;
  /** Sorted by Application, then by key. */
  readonly objects: readonly PlannedObject[];
  /** Who may notice. */
  readonly radius: BlastRadius;
  /** How much was walked. */
  readonly walked: { readonly requests: number; readonly states: number; readonly exhaustive: boolean };
}

/** What a change does. */
export interface Plan {
  /**
   * `unknown`: a field that isn't understood decides a request on the way. `accepted`: it is unsafe, and every finding
   * was taken on.
   */
  readonly verdict: "same" | "safe" | "accepted" | "unsafe" | "unknown";
  /** Those in which something changes, sorted by name. */
  readonly clusters: readonly ClusterPlan[];
  /** Why it is refused, or would be if nobody had taken it on, by cluster. */
  readonly findings: readonly PlannedFinding[];
  /** What was taken on for nothing: it should go, or it takes on what comes. */
  readonly idle: readonly IdleAcceptance[];
  /** How it can be done instead, where a way was found; only for clusters with a finding that nobody took on. */
  readonly splits: readonly Split[];
  /** What isn't known. */
  readonly unknowns: readonly string[];
}

function planned(change: ObjectChange): PlannedObject {
  return {
    change: kindOfChange(change),
    object: nameOf(refer(objectOf(change))),
    application: change.application,
  };
}

function isSame(before: FileTree, after: FileTree): boolean {
  return before.size === after.size && [...after].every(([path, text]) => before.get(path) === text);
}

const nothing = { verdict: "same", clusters: [], findings: [], splits: [], unknowns: [] } as const;

function verdictOf(
  findings: readonly PlannedFinding[],
  unknowns: readonly string[],
  clusters: readonly ClusterPlan[],
): Plan["verdict"] {
  if (!findings.every(isAccepted)) return "unsafe";
  if (unknowns.length > 0) return "unknown";
  if (findings.length > 0) return "accepted";
  return clusters.length === 0 ? "same" : "safe";
}

/**
 * Plans the way from one tree to another; both as `clusters/` has them, by path below it.
 *
 * @param policy What the catalogue says of changes. Default: nothing.
 * @throws {TreeError} for a tree that isn't understood.
 */
export function makePlan(before: FileTree, after: FileTree, policy: Policy = noPolicy): Plan {
  if (isSame(before, after)) return { ...nothing, idle: idleAcceptances([], policy) };
  const build = rememberingBuilder();
  const [befores, afters] = [readClusters(before, build), readClusters(after, build)];
  const names = [...new Set([...befores.keys(), ...afters.keys()])].sort();
  const ahead = aheadFindings(befores, afters, policy).map((finding) => withAcceptances(finding, policy));
  const judged = names.flatMap((name) => {
    const from = befores.get(name) ?? emptyCluster(name);
    const to = afters.get(name) ?? emptyCluster(name);
    const { changes, findings: found, walked } = judgeCluster(from, to, policy);
    if (changes.size === 0) return [];
    const findings = found.map((finding) => withAcceptances(finding, policy));
    const split = findings.every(isAccepted) ? undefined : findSplit(from, to, policy);
    const cluster: ClusterPlan = {
      name,
      effects: effectsOf(from, to, changes),
      counts: countObjects([...changes.values()].flat()),
      objects: [...changes.values()].flat().map(planned),
      radius: blastRadius(from, to, changes),
      walked: { requests: walked.requests, states: walked.states, exhaustive: walked.exhaustive },
    };
    return [{ cluster, findings, split, unknowns: walked.unknowns }];
  });
  const clusters = judged.map(({ cluster }) => cluster);
  const findings = [...judged.flatMap((each) => each.findings), ...ahead];
  const unknowns = judged.flatMap((each) => each.unknowns);
  const open = ahead.filter((finding) => !isAccepted(finding));
  return {
    verdict: verdictOf(findings, unknowns, clusters),
    clusters,
    findings,
    idle: idleAcceptances(findings, policy),
    splits: [...judged.flatMap(({ split }) => split ?? []), ...clusterSplits(befores, afters, policy, open)],
    unknowns,
  };
}

type Clusters = ReadonlyMap<string, RenderedCluster>;

/** One cluster after the other, where that is enough. */
function clusterSplits(
  befores: Clusters,
  afters: Clusters,
  policy: Policy,
  ahead: readonly Finding[],
): readonly Split[] {
  return [...new Set(ahead.map(({ cluster }) => cluster))].flatMap((cluster) => {
    const middle = new Map(afters);
    middle.set(cluster, befores.get(cluster) ?? emptyCluster(cluster));
    if (aheadFindings(middle, afters, policy).some((finding) => finding.cluster === cluster)) return [];
    const last = `only ${cluster}, when ${policy.after.get(cluster)} has run it`;
    return [{ cluster, commits: [`everything but ${cluster}`, last] }];
  });
}
