/** A plan as a comment of a pull request. */
import { groundOf } from "../finding.ts";
import type { ClusterPlan, Plan } from "../make_plan.ts";
import { mostRequests } from "./text.ts";
import {
  acceptanceLines,
  findingWord,
  idleLine,
  objectsLine,
  reachLine,
  requestLine,
  verdictLine,
} from "./words.ts";

const code = (text: string) => `\`${text.replaceAll("`", "'")}\``;

/** Text from names of objects and hosts, which mustn't be taken for Markdown, HTML or mentions. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|@]/g, (character) => `\\${character}`)
    .replaceAll("\\<", "&lt;").replaceAll("\\>", "&gt;").replaceAll("\\@", "&#64;");
}

function clusterSection(plan: ClusterPlan): readonly string[] {
  return [
    `### ${plain(objectsLine(plan))}`,
    "",
    ...plan.effects.map((effect) => `- ${plain(effect)}`),
    `- ${plain(reachLine(plan))}`,
    "",
    "<details><summary>Objects</summary>",
    "",
    "| change | object | Application |",
    "| --- | --- | --- |",
    ...plan.objects.map(({ change, object, application }) =>
      `| ${change} | ${code(object)} | ${code(application)} |`
    ),
    "",
    "</details>",
    "",
  ];
}

const heading = {
  same: "no change",
  safe: "safe",
  accepted: "unsafe, accepted",
  unsafe: "unsafe",
  unknown: "not known to be safe",
} as const;

/** The lines of the comment. */
export function planMarkdown(plan: Plan): readonly string[] {
  const findings = plan.findings.flatMap((finding) => {
    const { code: name, cluster, message, moment, requests } = finding;
    return [
      `- ${findingWord(finding)}: **${plain(cluster)}: ${plain(message)}** (${code(name)}, ${
        groundOf[name]
      })`,
      ...acceptanceLines(finding).map((line) => `  - ${plain(line)}`),
      ...moment === undefined ? [] : [`  - when: ${plain(moment)}`],
      ...requests.slice(0, mostRequests).map((request) => `  - ${plain(requestLine(request))}`),
      ...requests.length > mostRequests ? [`  - and ${requests.length - mostRequests} more requests`] : [],
    ];
  });
  const splits = plan.splits.flatMap(({ cluster, commits }) => [
    `**Instead, ${
      plain(cluster)
    }:** ${commits.length} commits, each synced before the next; each was found safe.`,
    "",
    ...commits.map((commit, index) => `${index + 1}. ${plain(commit)}`),
    "",
  ]);
  return [
    `## Plan: ${heading[plan.verdict]}`,
    "",
    ...findings,
    ...findings.length === 0 ? [] : [""],
    ...splits,
    ...plan.idle.map((each) => `- ${plain(idleLine(each))}`),
    ...plan.unknowns.map((reason) => `- not known: ${plain(reason)}`),
    ...plan.unknowns.length + plan.idle.length === 0 ? [] : [""],
    ...plan.clusters.flatMap(clusterSection),
    plain(verdictLine(plan)),
  ];
}
