/** Which verdicts there are, and what a heading says of each. */
const HEADINGS: Readonly<Record<string, string>> = {
  same: "nothing that Argo CD applies changes",
  safe: "safe",
  accepted: "unsafe, accepted with a reason",
  unsafe: "unsafe",
  unknown: "not known to be safe",
};

/** More than this is not drawn. */
const MOST_CLUSTERS = 6;
const MOST_NAMES = 20;

/** What of a plan is shown outside of a fence: nothing that the pull request could have worded. */
export interface PlanPicture {
  /** Undefined: there is no plan, or it has no verdict that we know. */
  readonly heading: string | undefined;
  /** Mermaid: who calls what changes, cluster by cluster; undefined where there is nothing to draw. */
  readonly picture: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? value as Fields : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Names as Kubernetes has them: anything else is left out, since Mermaid would follow what stands in it. */
function namesOf(value: unknown): readonly string[] {
  return listOf(value).filter((name) =>
    typeof name === "string" && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)
  )
    .slice(0, MOST_NAMES) as string[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The catalogue had errors, or the file isn't ours: the summary is shown without a plan.
    return undefined;
  }
}

/**
 * Reads `plan.json` of a report. Nobody vouches for the file: only a known verdict, and names of clusters, Applications
 * and callers that can't be anything but names, are taken from it.
 */
export function planPicture(text: string): PlanPicture {
  const plan = fieldsOf(parsed(text));
  const heading = typeof plan.verdict === "string" && Object.hasOwn(HEADINGS, plan.verdict)
    ? HEADINGS[plan.verdict]
    : undefined;
  const lines = listOf(plan.clusters).slice(0, MOST_CLUSTERS).flatMap((value, index) => {
    const cluster = fieldsOf(value);
    const radius = fieldsOf(cluster.radius);
    const [name] = namesOf([cluster.name]);
    const [changed, callers] = [namesOf(radius.applications), namesOf(radius.callers)];
    if (name === undefined || changed.length === 0) return [];
    const group = (what: string, names: readonly string[]) => [
      `  subgraph ${what}${index}["${what === "changes" ? `changes in ${name}` : `callers in ${name}`}"]`,
      ...names.map((each, place) => `    ${what}${index}n${place}["${each}"]`),
      "  end",
    ];
    return [
      ...group("changes", changed),
      ...callers.length === 0 ? [] : [...group("callers", callers), `  callers${index} --> changes${index}`],
    ];
  });
  return { heading, picture: lines.length === 0 ? undefined : ["flowchart LR", ...lines].join("\n") };
}
