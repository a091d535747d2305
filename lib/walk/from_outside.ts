/** A request that comes from outside the cluster: what a gateway does with it. */
import { after, answered, refused, surely, unknown } from "./branch.ts";
import { firstRoute, routeDecision, virtualServiceDoubt } from "./choose_route.ts";
import { chooseEntrance, enterGateway, enterNetwork } from "./entrance.ts";
import { type Server, serversOn, type VirtualHost, virtualHosts } from "./gateway_hosts.ts";
import { takeConnectionAt } from "./gateway_server.ts";
import { isSubsetOf, mostSpecific } from "./host_name.ts";
import type { Mesh } from "./mesh.ts";
import type { Options } from "./options.ts";
import { httpsLocation } from "./redirect.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { nameOf, refer } from "./reference.ts";
import { isTls, type Message, type Request, withoutPort } from "./request.ts";
import type { Branch, Decision } from "./result.ts";
import { takeRoute } from "./route_action.ts";
import type { Doubt } from "./verdict.ts";
import { type EffectiveRoute, isCatchAll, routesFor } from "./virtual_service.ts";
import type { Workload } from "./workload.ts";

interface Sent {
  readonly message: Message;
  readonly request: Request;
}

interface Chosen {
  readonly route: EffectiveRoute;
  readonly object: KubernetesObject;
  readonly server: Server;
}

/**
 * The route of a virtual host. Those of several VirtualServices are put together in the order in which they were made,
 * which isn't known, and routes for everything come last: so the answer is known where one alone takes the message, or
 * one alone of those that ask for something.
 */
function chooseRoute(
  mesh: Mesh,
  { host, routes }: VirtualHost,
  { namespace, labels }: Workload,
  { message, request }: Sent,
): Chosen | Doubt | undefined {
  const found: Chosen[] = [];
  for (const { object, server } of routes) {
    const doubt = virtualServiceDoubt(object);
    if (doubt !== undefined) return doubt;
    const own = routesFor(mesh, object, { namespace, labels, gateway: server.gateway }, request.port);
    const choice = firstRoute(own, message);
    if (choice.kind === "doubt") return choice.doubt;
    if (choice.kind === "route") found.push({ route: choice.route, object, server });
  }
  const asking = found.filter(({ route }) => !isCatchAll(route));
  const [first, other] = asking.length > 0 ? asking : found;
  if (first === undefined || other === undefined) return first;
  const reason =
    `${nameOf(refer(first.object))} and ${nameOf(refer(other.object))} both route ${host}; the older one ` +
    "comes first, and which that is doesn't stand in the objects";
  return { reason, at: refer(other.object) };
}

function toSecure(message: Message, at: VirtualHost["redirects"]): readonly Branch[] {
  const location = httpsLocation(message);
  const text = `redirects to ${location}`;
  const decision: Decision = { about: "gateway", text, ...(at && { at }) };
  return surely({ kind: "answered", status: 301, reason: text, location }, decision);
}

function route(mesh: Mesh, workload: Workload, servers: readonly Server[], sent: Sent, options: Options) {
  const { message, request } = sent;
  const asked = withoutPort(request.host);
  const hosts = virtualHosts(mesh, servers, workload.namespace);
  const name = mostSpecific(asked, hosts.map(({ host }) => host));
  const virtualHost = hosts.find(({ host }) => host === name);
  const server = servers.find((each) => each.hosts.some(({ host }) => isSubsetOf(asked, host))) ??
    servers[0]!;
  if (virtualHost === undefined) {
    const text = `${workload.name} routes nothing for ${asked} on port ${request.port}`;
    return answered(404, { about: "host", text, at: server.at });
  }
  const listening: Decision = {
    about: "gateway",
    text: `${workload.name} answers for ${virtualHost.host} on port ${request.port}`,
    at: server.hosts.find(({ host }) => isSubsetOf(virtualHost.host, host))?.at ?? server.at,
  };
  if (virtualHost.redirects !== undefined && !isTls(request)) {
    return after([listening], toSecure(message, virtualHost.redirects));
  }
  const chosen = chooseRoute(mesh, virtualHost, workload, sent);
  if (chosen === undefined) {
    const object = virtualHost.routes[0]?.object;
    const text = `no route of ${virtualHost.host} takes it`;
    return after(
      [listening],
      answered(404, { about: "route", text, at: object ? refer(object, "spec", "http") : server.at }),
    );
  }
  if ("reason" in chosen) return after([listening], unknown(chosen, "route"));
  const { object, server: { gateway } } = chosen;
  const client = { workload, namespace: workload.namespace, labels: workload.labels, gateway };
  const forwarding = {
    client,
    message,
    request,
    port: request.port,
    namespace: object.metadata.namespace ?? "",
  };
  const decisions = [listening, routeDecision(chosen.route, object)];
  return after(decisions, takeRoute(mesh, chosen.route, forwarding, options));
}

/** Leads a request from outside through a gateway: the network, TLS, what the gateway allows, then its routes. */
export function fromOutside(mesh: Mesh, sent: Sent, options: Options): readonly Branch[] {
  const { request, message } = sent;
  const entrance = chooseEntrance(mesh, request);
  if (entrance === undefined) {
    return refused({ about: "gateway", text: `no gateway has a port ${request.port}` });
  }
  const { workload } = entrance;
  if (workload.replicas <= 0) {
    return refused({
      about: "endpoints",
      text: `no pod of ${workload.name} is wanted`,
      at: workload.reference,
    });
  }
  const network = enterNetwork(mesh, entrance, options);
  if (network !== undefined && "end" in network) return network.end;
  const before = network === undefined ? [] : [network.decision];
  const servers = serversOn(mesh, workload, request.port);
  if (servers.length === 0) {
    const text = `no Gateway says what ${workload.name} does on port ${request.port}`;
    return after(before, refused({ about: "gateway", text }));
  }
  const taken = takeConnectionAt(servers, request);
  if ("end" in taken) return after(before, taken.end);
  const access = enterGateway(mesh, entrance, message);
  if ("end" in access) return after(before, access.end);
  return after([...before, access.decision], route(mesh, workload, taken.servers, sent, options));
}
