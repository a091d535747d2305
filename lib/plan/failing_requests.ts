/** Which requests fail while a cluster changes, and when. */
import { toNumber, zero } from "../walk/fraction.ts";
import { meshOf } from "../walk/mesh.ts";
import { findWorkload } from "../walk/client.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { Request } from "../walk/request.ts";
import { type ApplicationState, applicationStates } from "./application_states.ts";
import { type ClusterState, clusterStates, isExhaustive } from "./cluster_states.ts";
import { isMore, verdictOf } from "./failing.ts";
import type { FailingRequest } from "./finding.ts";
import { type ObjectChange, objectOf } from "./object_changes.ts";
import { namespacesOf, relevantNamespaces, rootNamespace, within } from "./relevant_objects.ts";
import { objectsOf, type RenderedCluster } from "./rendered_cluster.ts";
import { isSeen } from "./rollout.ts";
import { type WatchedRequest, watchedRequests } from "./watched_requests.ts";

/** Requests that fail at one moment. */
export interface Failure {
  /** On the way, or from then on. */
  readonly code: "requests-fail" | "requests-lost";
  /** When, for people. */
  readonly moment: string;
  /** The Applications whose changes make them fail: those that are on the way at that moment. */
  readonly applications: readonly string[];
  /** All that fail first at that moment. */
  readonly requests: readonly FailingRequest[];
}

/** What was walked and what was found. */
export interface Walked {
  /** In the order of the moments. */
  readonly failures: readonly Failure[];
  /** Reasons for which it isn't known whether a request succeeds. */
  readonly unknowns: readonly string[];
  /** How many moments were looked at. */
  readonly states: number;
  /** How many requests were watched. */
  readonly requests: number;
  /** Whether every moment was looked at, or only those of each pair of Applications. */
  readonly exhaustive: boolean;
}

interface Moving {
  readonly name: string;
  readonly states: readonly ApplicationState[];
  readonly namespaces: ReadonlySet<string>;
}

/** Whether somebody sends the request at a moment. */
function isSent({ request, sentBy }: WatchedRequest, state: ClusterState, caller: number): boolean {
  const { from } = request;
  if (from.kind === "outside") return true;
  if (findWorkload(meshOf(state.objects), from.name, from.namespace) === undefined) return false;
  const moment = state.moments[caller];
  if (sentBy === "always" || moment === undefined) return true;
  return sentBy === "before" ? moment.oldPods : moment.newPods;
}

/** Which moving Applications decide a request; those that don't may be at any moment. */
function deciding(moving: readonly Moving[], { request, before, after }: WatchedRequest): readonly Moving[] {
  const host = /\.([a-z0-9-]+)\.svc\b/.exec(request.host)?.[1];
  const { from } = request;
  const own = from.kind === "workload" ? [from.namespace] : [];
  const namespaces = new Set(
    [
      "",
      rootNamespace,
      ...own,
      ...before.namespaces,
      ...after.namespaces,
      ...host === undefined ? [] : [host],
    ],
  );
  return moving.filter((each) => [...each.namespaces].some((name) => namespaces.has(name)));
}

function momentOf(moving: readonly Moving[], { moments }: ClusterState): string {
  const begun = moving.flatMap(({ name }, index) => {
    const { moment } = moments[index]!;
    if (moment === "before") return [];
    return [moment === "done" ? `${name} is done` : `${name} at ${moment}`];
  });
  const waiting = moving.filter((_, index) => moments[index]!.moment === "before").map(({ name }) => name);
  return [begun.join(", "), ...waiting.length === 0 ? [] : [`not yet begun: ${waiting.join(", ")}`]].join(
    "; ",
  );
}

interface Search {
  readonly states: number;
  readonly failures: Map<string, Failure>;
  readonly unknowns: readonly string[];
}

function search(
  moving: readonly Moving[],
  requests: readonly WatchedRequest[],
  rest: readonly KubernetesObject[],
  namespaces: ReadonlySet<string> | undefined,
  ownerOf: (request: Request) => string | undefined,
): Search {
  const failures = new Map<string, Failure>();
  const unknowns = new Set<string>();
  let waiting = requests.map((watched) => {
    const owner = ownerOf(watched.request);
    return { watched, caller: moving.findIndex(({ name }) => name === owner) };
  });
  let states = 0;
  for (const whole of clusterStates(moving.map(({ states }) => states), rest)) {
    states++;
    const state = { ...whole, objects: within(whole.objects, namespaces) };
    waiting = waiting.filter(({ watched, caller }) => {
      if (!isSent(watched, state, caller)) return true;
      const { request, sentBy, before, after, label } = watched;
      const now = verdictOf(state.objects, request);
      const ends = sentBy === "always" ? [before, after] : [sentBy === "before" ? before : after];
      const known = sentBy === "after" ? zero : before.unknown;
      if (isMore(now.unknown, known)) unknowns.add(`${label}: ${now.reason}`);
      if (ends.some(({ failing }) => !isMore(now.failing, failing))) return true;
      const moment = momentOf(moving, state);
      const earlier = failures.get(moment);
      const failing = { label, share: toNumber(now.failing), reason: now.reason };
      failures.set(moment, {
        code: "requests-fail",
        moment,
        applications: moving.filter((_, index) => state.moments[index]!.moment !== "before")
          .map(({ name }) => name),
        requests: [...earlier?.requests ?? [], failing],
      });
      return false;
    });
    if (waiting.length === 0) break;
  }
  return { states, failures, unknowns: [...unknowns] };
}

const certain = { numerator: 1n, denominator: 1n };

/** What is lost for good, by the Applications that decide it: each of those has a say in it. */
function lostRequests(
  lost: readonly WatchedRequest[],
  moving: readonly Moving[],
  seen: ReadonlyMap<string, unknown>,
): readonly Failure[] {
  const failures = new Map<string, Failure>();
  for (const watched of lost) {
    const applications = deciding(moving, watched).map(({ name }) => name).filter((name) => seen.has(name));
    const key = applications.join(" ");
    const { label, after } = watched;
    failures.set(key, {
      code: "requests-lost",
      moment: "when everything is done",
      applications,
      requests: [
        ...failures.get(key)?.requests ?? [],
        { label, share: toNumber(after.failing), reason: after.reason },
      ],
    });
  }
  return [...failures.values()];
}

/** Walks every request that a change may affect through every moment of the change. */
export function failingRequests(
  before: RenderedCluster,
  after: RenderedCluster,
  changes: ReadonlyMap<string, readonly ObjectChange[]>,
): Walked {
  const nothing: Walked = { failures: [], unknowns: [], states: 0, requests: 0, exhaustive: true };
  const seen = new Map([...changes].filter(([, list]) => list.some(isSeen)));
  if (seen.size === 0) return nothing;
  const [from, to] = [objectsOf(before), objectsOf(after)];
  const all = [...seen.values()].flat().filter(isSeen);
  const namespaces = relevantNamespaces([...from, ...to], all);
  const callers = new Map(
    [before, after].flatMap(({ applications }) =>
      [...applications.values()].flatMap(({ name, objects }) =>
        [...objects.values()].map(({ metadata }) => [`${metadata.namespace}/${metadata.name}`, name] as const)
      )
    ),
  );
  const ownerOf = ({ from }: Request) =>
    from.kind === "outside" ? undefined : callers.get(`${from.namespace}/${from.name}`);
  const watched = watchedRequests(
    { before: within(from, namespaces), after: within(to, namespaces) },
    { before: from, after: to },
    (request) => {
      const owner = ownerOf(request);
      return owner !== undefined && !before.applications.has(owner);
    },
  );
  const moving = [...changes].map(([name, list]): Moving => ({
    name,
    states: applicationStates(before.applications.get(name), after.applications.get(name), list),
    namespaces: new Set(list.flatMap((change) => namespacesOf(objectOf(change)))),
  }));
  const lost = watched.filter(({ sentBy, before, after }) =>
    sentBy === "after"
      ? !isMore(certain, after.failing)
      : sentBy === "always" && isMore(after.failing, before.failing)
  );
  const groups = new Map<string, { moving: readonly Moving[]; requests: WatchedRequest[] }>();
  for (const each of watched) {
    if (lost.includes(each)) continue;
    const involved = deciding(moving, each).filter(({ name }) =>
      seen.has(name) || name === ownerOf(each.request)
    );
    if (!involved.some(({ name }) => seen.has(name))) continue;
    const key = involved.map(({ name }) => name).join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { moving: involved, requests: [each] });
    else group.requests.push(each);
  }
  const searches = [...groups.values()].map((group) => {
    const still = new Set(group.moving.map(({ name }) => name));
    const rest = [...before.applications.values()].flatMap(({ name, objects }) =>
      still.has(name) ? [] : [...objects.values()]
    );
    return search(group.moving, group.requests, within(rest, namespaces), namespaces, ownerOf);
  });
  return {
    failures: [
      ...searches.flatMap(({ failures }) => [...failures.values()]),
      ...lostRequests(lost, moving, seen),
    ],
    unknowns: [...new Set(searches.flatMap(({ unknowns }) => unknowns))].sort(),
    states: searches.reduce((total, { states }) => total + states, 0),
    requests: watched.length,
    exhaustive: [...groups.values()].every((group) => isExhaustive(group.moving.map(({ states }) => states))),
  };
}
