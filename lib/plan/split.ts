/** A change in several commits, each of them safe. */
import { nextWeight } from "./canary_findings.ts";
import { canaryFindings, serviceOf } from "./canary_findings.ts";
import { judgeCluster } from "./judge_cluster.ts";
import { clusterChanges } from "./object_changes.ts";
import type { Policy } from "./policy.ts";
import type { Application, RenderedCluster } from "./rendered_cluster.ts";
import { versionFacts } from "./version_facts.ts";
import { withCanaryShare } from "./with_canary_share.ts";
import { withoutForcedRoutes } from "./without_forced_routes.ts";

/** Commits in their order, and what is in each. */
export interface Split {
  /** Of the cluster that it is for. */
  readonly cluster: string;
  /** One line for each commit, without a full stop. */
  readonly commits: readonly string[];
}

/** A state between two, and the words for what leads to it and from it. */
interface Middle {
  readonly clusters: readonly RenderedCluster[];
  readonly commits: readonly string[];
}

type Choose = (
  application: Application | undefined,
  next: Application | undefined,
) => Application | undefined;

function mixed(before: RenderedCluster, after: RenderedCluster, choose: Choose): RenderedCluster {
  const names = new Set([...before.applications.keys(), ...after.applications.keys()]);
  const applications = [...names].flatMap((name) => {
    const chosen = choose(before.applications.get(name), after.applications.get(name));
    return chosen === undefined ? [] : [[name, chosen] as const];
  });
  return { name: after.name, applications: new Map(applications) };
}

/** Only the objects of a kind as they come. */
function kindFirst(kinds: readonly string[]): Choose {
  return (was, comes) => {
    if (was === undefined || comes === undefined) return was;
    const objects = new Map(was.objects);
    for (const [key, object] of comes.objects) if (kinds.includes(object.kind)) objects.set(key, object);
    return { ...comes, objects };
  };
}

/** Everything that comes, and nothing that goes. */
const keepAll: Choose = (was, comes) => {
  if (was === undefined || comes === undefined) return comes ?? was;
  return { ...comes, objects: new Map([...was.objects, ...comes.objects]) };
};

const workloads = ["Deployment", "StatefulSet", "DaemonSet", "ConfigMap", "Secret", "ServiceAccount"];

function* byKind(before: RenderedCluster, after: RenderedCluster): Iterable<Middle> {
  const of = (choose: Choose) => [mixed(before, after, choose)];
  yield {
    clusters: of(kindFirst(workloads)),
    commits: ["only the pods and their configuration", "everything else"],
  };
  yield {
    clusters: of(kindFirst(["VirtualService"])),
    commits: ["only the routes (VirtualServices)", "everything else"],
  };
  yield { clusters: of(keepAll), commits: ["everything but the deletions", "the deletions"] };
}

const mostApplications = 6;

function* byApplication(before: RenderedCluster, after: RenderedCluster): Iterable<Middle> {
  const names = [...clusterChanges(before, after).keys()];
  if (names.length < 2 || names.length > mostApplications) return;
  const sets = Array.from(
    { length: 2 ** names.length - 2 },
    (_, index) => names.filter((_, bit) => ((index + 1) >> bit) & 1),
  ).sort((a, b) => a.length - b.length);
  for (const first of sets) {
    const rest = names.filter((name) => !first.includes(name));
    yield {
      clusters: [
        mixed(before, after, (was, comes) => first.includes((comes ?? was)!.name) ? comes : was),
      ],
      commits: [first, rest].map((list) => `only ${list.join(", ")}`),
    };
  }
}

/** Through the steps of a canary, or down to 0 before it goes. */
function* byWeight(before: RenderedCluster, after: RenderedCluster, policy: Policy): Iterable<Middle> {
  for (const { applications: [name], code } of canaryFindings(before, after, policy)) {
    const [was, comes] = [before.applications.get(name!), after.applications.get(name!)];
    if (was === undefined || comes === undefined) continue;
    const service = serviceOf(name!, after.name);
    const replaced = (application: Application) =>
      mixed(before, after, (old, next) => (next ?? old)!.name === name ? application : next);
    if (code === "canary-removed-above-zero") {
      const clusters = [mixed(before, after, (old) => (old?.name === name ? withCanaryShare(was, 0) : old))];
      yield { clusters, commits: [`${service} canary to 0 %`, "the rest: the canary goes"] };
    }
    if (code === "promotion-in-one-commit") {
      yield {
        clusters: [mixed(before, after, kindFirst(workloads))],
        commits: [`${service} stable gets the canary's image`, "the rest: the canary goes"],
      };
    }
    if (code === "weight-jump") {
      const steps = policy.steps.get(`${after.name}/${service}`) ?? [];
      const target = versionFacts(comes).share ?? 0;
      const weights: number[] = [];
      for (let at = versionFacts(was).share; (at = nextWeight(steps, at)) !== undefined && at < target;) {
        weights.push(at);
      }
      yield {
        clusters: weights.map((weight) => replaced(withCanaryShare(comes, weight))),
        commits: [...weights, target].map((weight) => `${service} canary to ${weight} %`),
      };
    }
  }
}

/** A canary without requests first, and the requests that ask for it once its pods are ready. */
function* byForcedRoutes(before: RenderedCluster, after: RenderedCluster): Iterable<Middle> {
  const quiet = new Map([...after.applications.values()].flatMap((comes) => {
    const starts = versionFacts(before.applications.get(comes.name)).share === undefined &&
      versionFacts(comes).share === 0;
    const without = starts ? withoutForcedRoutes(comes) : undefined;
    return without === undefined ? [] : [[comes.name, without] as const];
  }));
  if (quiet.size === 0) return;
  const services = [...quiet.keys()].map((name) => serviceOf(name, after.name)).join(", ");
  yield {
    clusters: [mixed(before, after, (_, comes) => comes && (quiet.get(comes.name) ?? comes))],
    commits: [
      `everything, but ${services} with \`routes: []\` in its canary`,
      "the canary's routes, once its pods run",
    ],
  };
}

function isSafe(way: readonly RenderedCluster[], policy: Policy): boolean {
  return way.every((cluster, index) => {
    const before = way[index - 1];
    if (before === undefined) return true;
    const { findings, walked, changes } = judgeCluster(before, cluster, policy);
    return changes.size > 0 && findings.length === 0 && walked.unknowns.length === 0;
  });
}

/**
 * Looks for a way in several commits of which each is safe, by the same judgement that refused the change as a whole;
 * undefined where none was found.
 */
export function findSplit(
  before: RenderedCluster,
  after: RenderedCluster,
  policy: Policy,
): Split | undefined {
  for (
    const middles of [
      byWeight(before, after, policy),
      byForcedRoutes(before, after),
      byApplication(before, after),
      byKind(before, after),
    ]
  ) {
    for (const { clusters, commits } of middles) {
      if (clusters.length > 0 && isSafe([before, ...clusters, after], policy)) {
        return { cluster: after.name, commits };
      }
    }
  }
  return undefined;
}
