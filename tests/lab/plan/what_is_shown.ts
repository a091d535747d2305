import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { acceptanceRegion, accepts } from "../../../lab/verify/acceptance_region.ts";
import { count, percent } from "../../../lab/verify/numbers_text.ts";
import type { FindingCode } from "../../../lib/plan/finding.ts";
import { clusterChanges, type ObjectChange } from "../../../lib/plan/object_changes.ts";
import type { RenderedCluster } from "../../../lib/plan/rendered_cluster.ts";
import { versionFacts } from "../../../lib/plan/version_facts.ts";
import type { Played } from "./played.ts";
import type { Answered } from "./slot_load.ts";

/** What is looked at for refusals that fail no request. */
export interface Shown {
  readonly api: ClusterApi;
  readonly slot: string;
  readonly codes: readonly FindingCode[];
  readonly before: RenderedCluster;
  readonly after: RenderedCluster;
}

/** Who answered, before the commit and after it. */
export interface Answers {
  readonly before: readonly Answered[];
  /** From the push on. */
  readonly during: readonly Answered[];
  /** From when all was at rest. */
  readonly after: readonly Answered[];
}

type Result = NonNullable<Played["shown"]>;

/** The error rate of one share. */
const ERROR_RATE = 1e-6;

/**
 * Looks at what is there before a commit.
 *
 * @returns what says afterwards whether what the plan refuses is what happened; `undefined` where requests tell.
 */
export async function whatIsShown(
  { api, slot, codes, before, after }: Shown,
): Promise<(answers: Answers) => Promise<Played["shown"]>> {
  const changes = [...clusterChanges(before, after).values()].flat();
  const deleted = (...kinds: readonly string[]) =>
    changes.filter(({ before, after }) => after === undefined && kinds.includes(before?.kind ?? ""));
  const lost = [
    ...codes.includes("namespace-lost") ? deleted("Namespace") : [],
    ...codes.includes("volume-lost") ? deleted("PersistentVolumeClaim") : [],
    ...codes.includes("owner-changes") ? movedOf(changes) : [],
  ];
  const identities = await Promise.all(lost.map((change) => identityOf(api, change)));
  const share = (cluster: RenderedCluster) =>
    (versionFacts(cluster.applications.get(`${slot}-backend`)).share ?? 0) / 100;
  return async ({ before: earlier, during, after: later }) => {
    const results = await Promise.all(lost.map(async (change, index): Promise<Result> => {
      const { kind, metadata: { name } } = change.before!;
      const now = await identityOf(api, change);
      const text = now === undefined
        ? "is gone"
        : now === identities[index]
        ? "is still there"
        : "was made anew";
      return {
        is: identities[index] !== undefined && now !== identities[index],
        text: `${kind} ${name} ${text}`,
      };
    }));
    if (codes.includes("weight-jump") || codes.includes("canary-removed-above-zero")) {
      results.push(sharesOf(earlier, later, share(before), share(after)));
    }
    if (codes.includes("promotion-in-one-commit")) results.push(oldPods(earlier, during));
    if (results.length === 0) return undefined;
    return { is: results.every(({ is }) => is), text: results.map(({ text }) => text).join("; ") };
  };
}

/** Objects that one Application lets go and another takes. */
function movedOf(changes: readonly ObjectChange[]): readonly ObjectChange[] {
  const created = new Set(changes.filter(({ before }) => before === undefined).map(({ key }) => key));
  return changes.filter(({ after, key }) => after === undefined && created.has(key));
}

async function identityOf(api: ClusterApi, { before }: ObjectChange): Promise<string | undefined> {
  const found = await api.read(before as KubernetesObject);
  const { uid, deletionTimestamp } = (found?.metadata ?? {}) as {
    readonly uid?: string;
    readonly deletionTimestamp?: string;
  };
  return deletionTimestamp === undefined ? uid : undefined;
}

const toCanary = (answers: readonly Answered[]) =>
  answers.filter(({ version }) => version === "canary").length;

function sharesOf(
  earlier: readonly Answered[],
  later: readonly Answered[],
  from: number,
  to: number,
): Result {
  const is = [[earlier, from], [later, to]].every(([answers, share]) => {
    const { length } = answers as readonly Answered[];
    const accepted = acceptanceRegion(length, share as number, ERROR_RATE);
    return length > 0 && accepts(accepted, toCanary(answers as readonly Answered[]));
  });
  const text = (answers: readonly Answered[]) =>
    `${count(toCanary(answers))} of ${count(answers.length)} requests (${
      percent(toCanary(answers), answers.length)
    })`;
  return { is, text: `the canary got ${text(earlier)} before, ${text(later)} after` };
}

/** Those that gave all requests to the canary before: what they were when the canary came. */
function oldPods(earlier: readonly Answered[], during: readonly Answered[]): Result {
  const canary = toCanary(earlier);
  const stable = during.filter(({ version }) => version === "stable");
  const [first] = stable;
  const old = stable.filter(({ pod }) => pod === first?.pod).length;
  const pods = new Set(stable.map(({ pod }) => pod)).size;
  return {
    is: earlier.length > 0 && canary === earlier.length && pods > 1 && old > 0,
    text: `${count(old)} requests went to the old image again, which had got ${
      count(earlier.length - canary)
    } of ${count(earlier.length)} before`,
  };
}
