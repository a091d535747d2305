/** The last stretch: from a sender's pods to those of a receiver. */
import { answered, refused, surely, unknown } from "./branch.ts";
import { after } from "./branch.ts";
import { authorize } from "./authorization.ts";
import { type Client, identityOf } from "./client.ts";
import type { Endpoint } from "./endpoints.ts";
import type { Mesh } from "./mesh.ts";
import { mismatch, mutualToProxies, namespaceMode, serverMode, type Wire, wireOf } from "./mutual_tls.ts";
import { mayEnter, mayLeave } from "./network_policy.ts";
import type { Options } from "./options.ts";
import { below, nameOf, refer, type Reference } from "./reference.ts";
import type { Message, Request } from "./request.ts";
import { targetOf } from "./request.ts";
import type { Branch, Decision } from "./result.ts";
import { isDoubt } from "./verdict.ts";
import { fieldsOf } from "./plain.ts";

/** What a sender does with a connection. */
export interface Stretch {
  /** Whose pods send. */
  readonly client: Client;
  /** Whether a proxy sends: then a failed connection is a 503 for HTTP, else nothing. */
  readonly proxied: boolean;
  /** Where it ends. */
  readonly endpoint: Endpoint;
  /** What is sent; undefined for a connection that isn't HTTP. */
  readonly message: Message | undefined;
  /** The request as it was sent, for its sender and port. */
  readonly request: Request;
  /** The mode that a DestinationRule says; undefined where none does. */
  readonly tlsMode: string | undefined;
  /** Where it says it. */
  readonly tlsAt: Reference | undefined;
  /** What a proxy answers where the network drops the connection: 504 where it gives up the request first. */
  readonly droppedStatus: 503 | 504;
}

/** Kinds that change what a proxy does in ways that aren't understood. */
const foreignKinds = ["EnvoyFilter", "WasmPlugin"];

function foreignObject(mesh: Mesh, namespaces: readonly string[]): Reference | undefined {
  for (const namespace of new Set([...namespaces, mesh.config.rootNamespace])) {
    for (const kind of foreignKinds) {
      const [found] = mesh.inNamespace(kind, namespace);
      if (found !== undefined) return refer(found);
    }
  }
  return undefined;
}

/** The end of a connection that fails: only a proxy that got HTTP has somebody to answer. */
function failed({ proxied, message }: Stretch, status: number, decision: Decision): readonly Branch[] {
  return proxied && message !== undefined ? answered(status, decision) : refused(decision);
}

function overNetwork(mesh: Mesh, stretch: Stretch): { decisions: Decision[]; end?: readonly Branch[] } {
  const { client, endpoint } = stretch;
  const ends = [
    [mayLeave(mesh, client.workload, endpoint.workload, endpoint.port), "leave", client.workload.name],
    [mayEnter(mesh, endpoint.workload, client.workload, endpoint.port), "enter", endpoint.workload.name],
  ] as const;
  const decisions: Decision[] = [];
  for (const [{ allowed, at }, verb, name] of ends) {
    if (isDoubt(allowed)) return { decisions, end: unknown(allowed, "network") };
    const by = at === undefined ? "no NetworkPolicy" : nameOf(at);
    const decision: Decision = {
      about: "network",
      text: allowed
        ? at === undefined
          ? `no NetworkPolicy is in the way where it ${verb}s ${name}`
          : `${by} lets it ${verb} ${name}`
        : `${by} doesn't let it ${verb} ${name} on port ${endpoint.port}`,
      ...(at && { at }),
    };
    if (!allowed) {
      return { decisions, end: failed(stretch, stretch.droppedStatus, decision) };
    }
    decisions.push(decision);
  }
  return { decisions };
}

function overTls(mesh: Mesh, stretch: Stretch): { decision?: Decision; end?: readonly Branch[]; wire: Wire } {
  const { endpoint: { workload, port }, proxied, tlsMode, tlsAt } = stretch;
  const demand = serverMode(mesh, workload, port);
  const general = namespaceMode(mesh, workload.namespace);
  const wire: Wire = proxied ? wireOf(tlsMode, workload, demand, general) : "plain";
  const free = proxied && (tlsMode === undefined || tlsMode === mutualToProxies);
  const doubt = demand.doubt ?? (free ? general.doubt : undefined);
  if (doubt !== undefined) return { wire, end: unknown(doubt, "mutual TLS") };
  const wrong = mismatch(wire, workload, demand);
  if (wrong !== undefined && typeof wrong !== "string") return { wire, end: unknown(wrong, "mutual TLS") };
  const at = wrong === undefined ? tlsAt ?? demand.at : demand.at ?? tlsAt;
  const words = { mutual: "mutual TLS", plain: "plain text", tls: "TLS" }[wire];
  const taken = workload.sidecar ? `the server's mode is ${demand.mode}` : "the server has no sidecar";
  const decision: Decision = {
    about: "mutual TLS",
    text: wrong ?? `${words} is sent, ${taken}`,
    ...(at && { at }),
  };
  return wrong === undefined ? { wire, decision } : { wire, end: failed(stretch, 503, decision) };
}

/**
 * How a connection fails for want of mutual TLS: before anything is sent where the two can't agree on TLS, else after.
 * Undefined where it doesn't fail, or where that isn't known.
 */
export function failureOf(mesh: Mesh, stretch: Stretch): "agreement" | "reset" | undefined {
  const { endpoint: { workload, port } } = stretch;
  const { end, wire } = overTls(mesh, stretch);
  if (end === undefined || typeof mismatch(wire, workload, serverMode(mesh, workload, port)) !== "string") {
    return undefined;
  }
  return wire === "plain" ? "reset" : "agreement";
}

/** The request as the receiver's process gets it. */
function arriving({ client, endpoint, proxied, request, message }: Stretch): Request {
  const { namespace, name } = client.workload;
  const from = { kind: "workload" as const, namespace, name };
  // Without any proxy on the way nothing is changed, nor is the path made normal.
  if (message === undefined || (!proxied && !endpoint.workload.sidecar)) return { ...request, from };
  return {
    ...request,
    from,
    host: message.authority,
    method: message.method,
    path: targetOf(message),
    headers: message.headers,
  };
}

/** Leads a request to the process of its receiver, or says what stops it. */
export function arrive(mesh: Mesh, stretch: Stretch, options: Options): readonly Branch[] {
  const { client, endpoint: { workload, port }, message } = stretch;
  const foreign = foreignObject(mesh, [client.workload.namespace, workload.namespace]);
  if (foreign !== undefined) {
    return unknown({ reason: `${nameOf(foreign)} isn't understood`, at: foreign }, "policy");
  }
  const network = options.networkPolicies === false ? { decisions: [] } : overNetwork(mesh, stretch);
  const decisions = [...network.decisions];
  if (network.end !== undefined) return after(decisions, network.end);
  const { wire, decision, end } = overTls(mesh, stretch);
  if (end !== undefined) return after(decisions, end);
  if (decision !== undefined) decisions.push(decision);
  if (workload.sidecar) {
    const ingress = ownIngress(mesh, stretch);
    if (ingress !== undefined) {
      return after(
        decisions,
        unknown({ reason: `${nameOf(ingress)} says ingress, which isn't understood`, at: ingress }, "policy"),
      );
    }
    const identity = wire === "mutual" ? identityOf(client.workload) : undefined;
    const { allowed, at, text } = authorize(mesh, workload, { identity, port, message });
    const judged: Decision = { about: "authorization", text, ...(at && { at }) };
    if (isDoubt(allowed)) return after(decisions, unknown(allowed, "authorization"));
    if (!allowed) {
      return after(decisions, message === undefined ? refused(judged) : answered(403, judged));
    }
    decisions.push(judged);
  }
  return surely({
    kind: "reached",
    workload: workload.name,
    namespace: workload.namespace,
    version: workload.labels.version,
    port,
    request: arriving(stretch),
  }, ...decisions);
}

/** A Sidecar that redefines what its own pods listen on. */
function ownIngress(mesh: Mesh, { endpoint: { workload } }: Stretch): Reference | undefined {
  const found = mesh.inNamespace("Sidecar", workload.namespace).find(({ spec }) =>
    fieldsOf(spec).ingress !== undefined
  );
  return found === undefined ? undefined : below(refer(found, "spec"), "ingress");
}
