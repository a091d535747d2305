/** The requests that a change must not fail, and from when to when somebody sends each. */
import { sameValue } from "../same_value.ts";
import { findWorkload } from "../walk/client.ts";
import { resolveHost } from "../walk/from_sidecar.ts";
import { meshOf } from "../walk/mesh.ts";
import { templateOf } from "../walk/pod_template.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { type RepresentativeRequest, representativeRequests } from "../walk/representative_requests.ts";
import type { Request } from "../walk/request.ts";
import { importOf, sidecarScope } from "../walk/sidecar_scope.ts";
import { isMore, type Verdict, verdictOf } from "./failing.ts";

/**
 * Who sends a request: `always` those before and after, `before` only processes as they were, `after` only processes
 * as they come.
 */
export type SentBy = "always" | "before" | "after";

/** A request and what becomes of it at both ends. */
export interface WatchedRequest extends RepresentativeRequest {
  /** From when to when it is sent. */
  readonly sentBy: SentBy;
  /** Before anything changes. */
  readonly before: Verdict;
  /** When everything has. */
  readonly after: Verdict;
}

const callOf = ({ from, host, port }: Request) => JSON.stringify([from, host, port]);

function callerOf(objects: readonly KubernetesObject[], { from }: Request): KubernetesObject | undefined {
  if (from.kind === "outside") return undefined;
  return objects.find((object) =>
    object.metadata.name === from.name && object.metadata.namespace === from.namespace &&
    templateOf(object) !== undefined
  );
}

/** Whether a workload's Sidecar imports the host, on whatever port. */
function imports(objects: readonly KubernetesObject[], { from, host }: Request): boolean {
  if (from.kind === "outside") return true;
  const mesh = meshOf(objects);
  const workload = findWorkload(mesh, from.name, from.namespace);
  if (workload === undefined) return false;
  const scope = sidecarScope(mesh, workload);
  const name = host.replace(/:\d+$/, "");
  const service = resolveHost(mesh, host, workload.namespace);
  if (service !== undefined) return importOf(scope, service, workload.namespace) !== undefined;
  return scope.hosts?.some((each) => each.host === name) ?? true;
}

/** Both sides of a change. */
export interface Ends {
  /** Before anything changes. */
  readonly before: readonly KubernetesObject[];
  /** When everything has. */
  readonly after: readonly KubernetesObject[];
}

/** Whether what a process is told names the host: its own settings, or those in ConfigMaps that it reads. */
function isToldOf(
  objects: readonly KubernetesObject[],
  caller: KubernetesObject,
  { host }: Request,
): boolean {
  const own = JSON.stringify(templateOf(caller));
  const files = objects.filter(({ kind, metadata }) =>
    kind === "ConfigMap" && metadata.namespace === caller.metadata.namespace &&
    own.includes(`"${metadata.name}"`)
  );
  const service = host.split(/[.:]/)[0]!;
  const named = new RegExp(`(^|[^a-z0-9-])${service}([^a-z0-9-]|$)`);
  return [own, ...files.map(({ data }) => JSON.stringify(data))].some((text) => named.test(text));
}

/** Who sends a request that only one side declares; undefined where nobody does who could miss it. */
function senderOf(ends: Ends, all: Ends, request: Request, declared: "before" | "after"): SentBy | undefined {
  const [was, comes] = [callerOf(ends.before, request), callerOf(ends.after, request)];
  const sameProcess = was !== undefined && comes !== undefined &&
    sameValue(templateOf(was), templateOf(comes));
  if (declared === "before") {
    if (!sameProcess) return "before";
    // A process that stays as it is goes on asking, whatever became of whom it asks. Where its Sidecar no longer
    // imports the host and nothing tells it of the host, it is believed not to have asked.
    return imports(ends.after, request) || isToldOf(all.after, comes, request) ? "always" : undefined;
  }
  return sameProcess && imports(ends.before, request) ? undefined : "after";
}

const certain = { numerator: 1n, denominator: 1n };

const fails = ({ failing }: Verdict) => !isMore(certain, failing);

/** Those of new calls that fail in every way in which they can be made: they were never let in. */
function brokenCalls(watched: readonly WatchedRequest[]): ReadonlySet<string> {
  const comes = watched.filter(({ sentBy }) => sentBy === "after");
  const works = new Set(comes.filter(({ after }) => !fails(after)).map(({ request }) => callOf(request)));
  return new Set(comes.map(({ request }) => callOf(request)).filter((call) => !works.has(call)));
}

/**
 * The requests that may notice a change: those of both sides, but for those that fail before and after alike, and those
 * of callers that only come.
 *
 * @param ends What a walk reads.
 * @param all Everything.
 * @param isNew Whether a request's sender comes with a service that wasn't there.
 */
export function watchedRequests(
  ends: Ends,
  all: Ends,
  isNew: (request: Request) => boolean,
): readonly WatchedRequest[] {
  const [before, after] = [representativeRequests(ends.before), representativeRequests(ends.after)];
  const [calledBefore, calledAfter] = [before, after].map((list) =>
    new Set(list.map(({ request }) => callOf(request)))
  );
  const each = new Map([...after, ...before].map((each) => [JSON.stringify(each.request), each]));
  const watched = [...each.values()].flatMap((each): readonly WatchedRequest[] => {
    const { request } = each;
    const key = callOf(request);
    const was = calledBefore!.has(key);
    const outside = request.from.kind === "outside";
    if (isNew(request) || (outside && !was)) return [];
    const both = outside || (was && calledAfter!.has(key));
    const sentBy = both ? "always" : senderOf(ends, all, request, was ? "before" : "after");
    if (sentBy === undefined) return [];
    return [{
      ...each,
      sentBy,
      before: verdictOf(ends.before, request),
      after: verdictOf(ends.after, request),
    }];
  });
  const broken = brokenCalls(watched);
  return watched.filter(({ sentBy, before, after, request }) =>
    !fails(sentBy === "after" ? after : before) || (sentBy === "after" && broken.has(callOf(request)))
  );
}
