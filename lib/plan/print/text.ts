/** A plan for people. */
import { groundOf } from "../finding.ts";
import type { ClusterPlan, Plan } from "../make_plan.ts";
import {
  acceptanceLines,
  findingWord,
  idleLine,
  objectsLine,
  reachLine,
  requestLine,
  verdictLine,
} from "./words.ts";

/** How many requests of a finding are listed at most. */
export const mostRequests = 6;

function clusterLines(plan: ClusterPlan, details: boolean): readonly string[] {
  return [
    objectsLine(plan),
    ...plan.effects.map((effect) => `  ${effect}`),
    `  ${reachLine(plan)}`,
    ...details ? plan.objects.map(({ change, object }) => `    ${change.padEnd(7)} ${object}`) : [],
  ];
}

/** The lines of a plan: what changes in each cluster, what is wrong, how it can be done instead, and the verdict. */
export function planLines(plan: Plan, options: { readonly objects?: boolean } = {}): readonly string[] {
  const findings = plan.findings.flatMap((finding) => {
    const { code, cluster, message, moment, requests } = finding;
    return [
      `${findingWord(finding)}: ${cluster}: ${message}  [${code}, ${groundOf[code]}]`,
      ...acceptanceLines(finding).map((line) => `  ${line}`),
      ...moment === undefined ? [] : [`  when: ${moment}`],
      ...requests.slice(0, mostRequests).map((request) => `  ${requestLine(request)}`),
      ...requests.length > mostRequests ? [`  and ${requests.length - mostRequests} more requests`] : [],
    ];
  });
  const splits = plan.splits.flatMap(({ cluster, commits }) => [
    `instead, ${cluster}: ${commits.length} commits, each synced before the next; each was found safe`,
    ...commits.map((commit, index) => `  ${index + 1}. ${commit}`),
  ]);
  return [
    ...plan.clusters.flatMap((cluster) => clusterLines(cluster, options.objects ?? false)),
    ...findings,
    ...splits,
    ...plan.idle.map(idleLine),
    ...plan.unknowns.map((reason) => `not known: ${reason}`),
    verdictLine(plan),
  ];
}
