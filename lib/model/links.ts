/** Who calls whom among the services of one cluster. */
import { gatewayName, gatewayPodLabels, platformNamespaces } from "./defaults.ts";
import type { CalleeModel, CallerModel, PortModel, ServiceDefinition } from "./types.ts";

/** A service as far as the others need to know it. */
export type Peer = Pick<ServiceDefinition, "name" | "namespace" | "host" | "mesh" | "ports" | "written">;

/** Both ends of every call. */
export interface Links {
  /** Who calls a service, by its name. */
  readonly callers: ReadonlyMap<string, readonly CallerModel[]>;
  /** Whom a service calls, by its name. */
  readonly callees: ReadonlyMap<string, readonly CalleeModel[]>;
}

/** The name that stands for the ingress gateway among callers. */
export const gatewayCaller = "gateway";

/** A peer as somebody who is called. */
export function calleeOf(peer: Peer, ports: readonly PortModel[] = peer.ports): CalleeModel {
  return {
    name: peer.name,
    namespace: peer.namespace,
    host: peer.host,
    podLabels: { app: peer.name },
    mesh: peer.mesh,
    ports,
  };
}

function callerOf(
  peer: Peer | undefined,
  ports: readonly PortModel[],
  methods?: readonly string[],
  paths?: readonly string[],
): CallerModel {
  if (peer === undefined) {
    return {
      name: gatewayCaller,
      namespace: platformNamespaces.gateway,
      serviceAccount: gatewayName,
      podLabels: gatewayPodLabels,
      mesh: true,
      ports,
      methods,
      paths,
    };
  }
  return {
    name: peer.name,
    namespace: peer.namespace,
    serviceAccount: peer.name,
    podLabels: { app: peer.name },
    mesh: peer.mesh,
    ports,
    methods,
    paths,
  };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/**
 * Follows every `calls`, `expose` and `mirror`. A copy made by a mirror is sent by the caller's own proxy under the
 * caller's identity, so whoever may call a service may also call its mirror. Calls to services that don't exist are
 * left out here; a rule reports them.
 */
export function linkServices(peers: ReadonlyMap<string, Peer>): Links {
  const callers = new Map<string, CallerModel[]>();
  const callees = new Map<string, Map<string, CalleeModel>>();

  const connect = (from: Peer | undefined, to: Peer, caller: CallerModel) => {
    const known = callers.get(to.name);
    if (known === undefined) callers.set(to.name, [caller]);
    else known.push(caller);
    if (from === undefined) return;
    const called = callees.get(from.name) ?? new Map<string, CalleeModel>();
    const before = called.get(to.name);
    const ports = before === undefined
      ? caller.ports
      : to.ports.filter((port) => before.ports.includes(port) || caller.ports.includes(port));
    called.set(to.name, calleeOf(to, ports));
    callees.set(from.name, called);
  };

  const connectWithMirror = (from: Peer | undefined, to: Peer, caller: CallerModel) => {
    connect(from, to, caller);
    const mirror = peers.get(to.written.traffic?.mirror?.service ?? "");
    if (mirror !== undefined && mirror !== to) {
      connect(from, mirror, callerOf(from, mirror.ports, caller.methods, caller.paths));
    }
  };

  for (const peer of peers.values()) {
    for (const call of peer.written.calls ?? []) {
      const wanted = typeof call === "string" ? { service: call } : call;
      const callee = peers.get(wanted.service);
      if (callee === undefined || callee === peer) continue;
      const ports = wanted.ports === undefined
        ? callee.ports
        : callee.ports.filter((port) => wanted.ports!.includes(port.name));
      connectWithMirror(peer, callee, callerOf(peer, ports, wanted.methods, wanted.paths));
    }
    const exposed = peer.written.expose ?? [];
    if (exposed.length > 0) {
      const ports = peer.ports.filter((port) =>
        exposed.some((exposure) => (exposure.port ?? peer.ports[0]?.name) === port.name)
      );
      connectWithMirror(undefined, peer, callerOf(undefined, ports));
    }
  }

  for (const list of callers.values()) list.sort(byName);
  return {
    callers,
    callees: new Map([...callees].map(([name, called]) => [name, [...called.values()].sort(byName)])),
  };
}
