/** Which gateway a request from outside comes to, and whether it is let in. */
import { authorize } from "./authorization.ts";
import { answered, refused, unknown } from "./branch.ts";
import { serversOn } from "./gateway_hosts.ts";
import { isSubsetOf } from "./host_name.ts";
import type { Mesh } from "./mesh.ts";
import { mayEnter } from "./network_policy.ts";
import type { Options } from "./options.ts";
import { hasLabels } from "./plain.ts";
import { nameOf } from "./reference.ts";
import { type Message, type Request, withoutPort } from "./request.ts";
import type { Branch, Decision } from "./result.ts";
import { isDoubt } from "./verdict.ts";
import type { Workload } from "./workload.ts";

/** A gateway's pods, and the port of theirs that a request comes to. */
export interface Entrance {
  /** The gateway. */
  readonly workload: Workload;
  /** Of its pods. */
  readonly podPort: number;
}

/** What a check decided: a decision to go on with, or how the request ends. */
export type Check = { readonly decision: Decision } | { readonly end: readonly Branch[] };

/** The gateways whose Services have a port. */
export function entrances(mesh: Mesh, port: number): readonly Entrance[] {
  return mesh.workloads.filter(({ gateway }) => gateway).flatMap((workload) => {
    const found = mesh.services.filter(({ namespace, selector }) =>
      namespace === workload.namespace && Object.keys(selector).length > 0 &&
      hasLabels(workload.labels, selector)
    ).flatMap(({ ports }) => ports).find(({ number }) => number === port);
    if (found === undefined) return [];
    const podPort = typeof found.targetPort === "number"
      ? found.targetPort
      : workload.ports[found.targetPort];
    return podPort === undefined ? [] : [{ workload, podPort }];
  });
}

/** Of several gateways the one that has a server for the host: names lead each client to its own. */
export function chooseEntrance(mesh: Mesh, request: Request): Entrance | undefined {
  const all = entrances(mesh, request.port);
  const host = withoutPort(request.host);
  return all.find(({ workload }) =>
    serversOn(mesh, workload, request.port).some((server) =>
      server.hosts.some((each) => isSubsetOf(host, each.host))
    )
  ) ?? all[0];
}

/** Whether the network lets anybody outside connect. */
export function enterNetwork(
  mesh: Mesh,
  { workload, podPort }: Entrance,
  options: Options,
): Check | undefined {
  if (options.networkPolicies === false) return undefined;
  const { allowed, at } = mayEnter(mesh, workload, "outside", podPort);
  if (isDoubt(allowed)) return { end: unknown(allowed, "network") };
  const by = at === undefined
    ? "no NetworkPolicy is in the way where it enters"
    : `${nameOf(at)} ${allowed ? "lets" : "doesn't let"} it enter`;
  const decision: Decision = {
    about: "network",
    text: `${by} ${workload.name} on port ${podPort}`,
    ...(at && { at }),
  };
  return allowed ? { decision } : { end: refused(decision) };
}

/** Whether the gateway's own policies let somebody without an identity ask. */
export function enterGateway(mesh: Mesh, { workload, podPort }: Entrance, message: Message): Check {
  const { allowed, at, text } = authorize(mesh, workload, { identity: undefined, port: podPort, message });
  if (isDoubt(allowed)) return { end: unknown(allowed, "authorization") };
  const decision: Decision = { about: "authorization", text, ...(at && { at }) };
  return allowed ? { decision } : { end: answered(403, decision) };
}
