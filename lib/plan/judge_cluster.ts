/** Everything that is wrong with a cluster's change. */
import { canaryFindings } from "./canary_findings.ts";
import { failingRequests, type Walked } from "./failing_requests.ts";
import type { Finding } from "./finding.ts";
import { clusterChanges, type ObjectChange } from "./object_changes.ts";
import { objectFindings } from "./object_findings.ts";
import type { Policy } from "./policy.ts";
import type { RenderedCluster } from "./rendered_cluster.ts";

/** A judged change of one cluster. */
export interface Judgement {
  /** By Application; those in which nothing changes are left out. */
  readonly changes: ReadonlyMap<string, readonly ObjectChange[]>;
  /** Why it is refused; empty where it is safe. */
  readonly findings: readonly Finding[];
  /** What was walked for that. */
  readonly walked: Walked;
}

/** Judges the change of one cluster by itself. */
export function judgeCluster(before: RenderedCluster, after: RenderedCluster, policy: Policy): Judgement {
  const changes = clusterChanges(before, after);
  const walked = failingRequests(before, after, changes);
  const evaluated = walked.failures.map(({ code, moment, requests, applications }): Finding => ({
    code,
    cluster: after.name,
    applications,
    moment,
    message: code === "requests-lost"
      ? "requests that succeed now fail from then on"
      : "requests that succeed before and after fail on the way",
    requests,
  }));
  return {
    changes,
    findings: [
      ...evaluated,
      ...objectFindings(after.name, changes),
      ...canaryFindings(before, after, policy),
    ],
    walked,
  };
}
