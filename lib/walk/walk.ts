/** Walks one request through a mesh. */
import { surely, unknown } from "./branch.ts";
import { declaredCalls } from "./calls.ts";
import { findWorkload, sidecarClient } from "./client.ts";
import { fromOutside } from "./from_outside.ts";
import { fromSidecar, resolveHost } from "./from_sidecar.ts";
import { type Mesh, meshOf } from "./mesh.ts";
import type { Options } from "./options.ts";
import { passThrough } from "./pass_through.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { messageOf, type Request } from "./request.ts";
import type { Branch, Decision, Hop } from "./result.ts";
import type { Workload } from "./workload.ts";

const deepest = 16;

/** Envoy answers any other method with 400 over HTTP/1.1, and takes it over HTTP/2. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]);

function branchesOf(mesh: Mesh, request: Request, options: Options): readonly Branch[] {
  const message = messageOf(request);
  if (message === undefined) {
    return unknown({ reason: `how a proxy normalises the path "${request.path}" isn't known` }, "host");
  }
  if (!methods.has(request.method)) {
    const reason = `whether a proxy takes the method "${request.method}" depends on the version of HTTP`;
    return unknown({ reason }, "host");
  }
  const sent = { message, request };
  if (request.from.kind === "outside") return fromOutside(mesh, sent, options);
  const { name, namespace } = request.from;
  const workload = findWorkload(mesh, name, namespace);
  if (workload === undefined) {
    return surely({ kind: "unknown", reason: `there is no workload ${namespace}/${name}` });
  }
  const client = sidecarClient(workload);
  if (workload.sidecar) return fromSidecar(mesh, client, sent, options);
  return passThrough(mesh, client, resolveHost(mesh, request.host, namespace), sent, false, options);
}

/** Workloads that were walked through on the way to a hop: one that comes again would go on for ever. */
type Trail = readonly string[];

function followed(mesh: Mesh, branch: Branch, options: Options, trail: Trail): Branch {
  const { outcome } = branch;
  if (outcome.kind !== "reached" || options.follow === false) return branch;
  const workload = findWorkload(mesh, outcome.workload, outcome.namespace);
  const key = `${outcome.namespace}/${outcome.workload}`;
  if (workload === undefined || trail.includes(key) || trail.length >= (options.depth ?? deepest)) {
    return branch;
  }
  const calls = declaredCalls(mesh, workload, outcome.request.headers, options);
  return {
    ...branch,
    calls: calls.map(({ request, at }) => {
      const decision: Decision = { about: "call", text: `${workload.name} calls ${request.host}`, at };
      const hop = hopOf(mesh, request, options, [...trail, key]);
      return { ...hop, decisions: [decision, ...hop.decisions] };
    }),
  };
}

const nameOfSender = (workload: Workload | undefined, request: Request) =>
  request.from.kind === "outside" ? "outside" : workload?.name ?? request.from.name;

function sameDecision(a: Decision | undefined, b: Decision | undefined): boolean {
  return a !== undefined && b !== undefined && a.about === b.about && a.text === b.text;
}

/** What all ways decided alike at their beginning is the hop's own. */
function common(branches: readonly Branch[]): number {
  const [first] = branches;
  if (first === undefined || branches.length === 1) return first?.decisions.length ?? 0;
  let count = 0;
  while (branches.every(({ decisions }) => sameDecision(decisions[count], first.decisions[count]))) count++;
  return count;
}

function hopOf(mesh: Mesh, request: Request, options: Options, trail: Trail): Hop {
  const branches = branchesOf(mesh, request, options);
  const count = common(branches);
  const sender = request.from.kind === "outside"
    ? undefined
    : findWorkload(mesh, request.from.name, request.from.namespace);
  return {
    from: nameOfSender(sender, request),
    request,
    decisions: branches[0]?.decisions.slice(0, count) ?? [],
    branches: branches.map((branch) =>
      followed(mesh, { ...branch, decisions: branch.decisions.slice(count) }, options, trail)
    ),
  };
}

/**
 * Walks a request through the mesh that objects make, as their proxies would lead it, and through the calls that what
 * it reaches declares.
 *
 * Never throws: what isn't understood is a way of its own in the result, of the kind `unknown`. The probabilities of a
 * hop's ways sum to exactly 1.
 *
 * @param objects All objects of a cluster. The same list is put in order only once.
 */
export function walk(objects: readonly KubernetesObject[], request: Request, options: Options = {}): Hop {
  return hopOf(meshOf(objects), request, options, []);
}
