import { corpus } from "../../plan/corpus/mod.ts";
import { noCanary } from "../../plan/corpus/edits.ts";
import type { Edit, Transition } from "../../plan/corpus/transition.ts";

/** Requests that no process of the lab sends by itself; names as in the shipped catalogue. */
export interface CallerRequest {
  /** In whose place they are sent. */
  readonly from: string;
  /** The service's namespace. */
  readonly to: string;
  readonly port: number;
  readonly method: string;
  /** `begin`: all the time. `synced`: from when the caller's Application has the commit, as a new process would. */
  readonly since: "begin" | "synced";
}

/** How a transition is played. */
export interface Play {
  readonly transition: Transition;
  /** What is different from the shipped catalogue before the change. */
  readonly before: readonly Edit[];
  /** And after it. */
  readonly after: readonly Edit[];
  /** Sent besides those through the gateway. */
  readonly calls: readonly CallerRequest[];
  /** Services whose Applications are kept until all others have synced: an order that Argo CD is free to choose. */
  readonly last: readonly string[];
}

/** A transition that can't be played, and why. */
export interface NotPlayed {
  readonly transition: Transition;
  /** A clause without a full stop. */
  readonly reason: string;
}

const post: CallerRequest = { from: "frontend", to: "backend", port: 8080, method: "POST", since: "begin" };

const newCall: CallerRequest = {
  ...{ from: "frontend", to: "thumbnails", port: 8081, method: "GET", since: "synced" },
};

const details: Readonly<Record<string, Partial<Pick<Play, "calls" | "last">>>> = {
  "a caller may do more than before": { calls: [post] },
  "a caller may do less than before": { calls: [post] },
  "a service is called that is there already": { calls: [newCall], last: ["thumbnails"] },
  "a service comes together with its caller's first call": { calls: [newCall] },
  "a canary's pods are deleted before its routes change": { last: ["backend"] },
};

const otherClusters = "it is about other clusters than the one that is played";

const reasons: Readonly<Record<string, string>> = {
  "a NetworkPolicy no longer lets a caller in": "the process lab doesn't enforce NetworkPolicies",
  "prod gets an image that staging runs": otherClusters,
  "prod gets an image that staging doesn't run": otherClusters,
  "prod gets staging's canary image": otherClusters,
  "staging gets an image of its own that the lab doesn't run": otherClusters,
  "prod follows another branch, so it may get in one commit what staging gets": otherClusters,
  "staging gets in one commit what the lab gets from the same branch": otherClusters,
};

for (const name of [...Object.keys(details), ...Object.keys(reasons)]) {
  if (!corpus.some((each) => each.name === name)) throw new Error(`the corpus has no "${name}"`);
}

/** Removes the canaries of services that a change doesn't touch: their pods would only take memory and time. */
function withoutOthers(edits: readonly Edit[]): readonly Edit[] {
  const touched = (name: string) =>
    edits.some((edit) => ("file" in edit ? edit.file : edit.path).split(/[/.]/).includes(name));
  return ["frontend", "backend", "ml"].filter((name) => !touched(name)).map(noCanary);
}

/** Every transition of the corpus that is played. */
export const plays: readonly Play[] = corpus.filter(({ name }) => reasons[name] === undefined)
  .map((transition) => {
    const { before: edits = [], change } = transition;
    const before = [...withoutOthers([...edits, ...change]), ...edits];
    const after = [...before, ...change];
    return { calls: [], last: [], ...details[transition.name], transition, before, after };
  });

/** The others. */
export const notPlayed: readonly NotPlayed[] = corpus.flatMap((transition) => {
  const reason = reasons[transition.name];
  return reason === undefined ? [] : [{ transition, reason }];
});
