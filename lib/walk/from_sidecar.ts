/** A request that a workload of the mesh sends: what its sidecar does with it. */
import { after, answered, refused, unknown } from "./branch.ts";
import { firstRoute, routeDecision, virtualServiceDoubt } from "./choose_route.ts";
import type { Client } from "./client.ts";
import { toDestination } from "./destination.ts";
import type { Mesh } from "./mesh.ts";
import type { Options } from "./options.ts";
import { passThrough } from "./pass_through.ts";
import { nameOf, refer } from "./reference.ts";
import { type Message, type Request, withoutPort } from "./request.ts";
import type { Branch, Decision } from "./result.ts";
import { retriesOf } from "./retries.ts";
import { takeRoute } from "./route_action.ts";
import { importOf, importsVirtualService, type SidecarScope, sidecarScope } from "./sidecar_scope.ts";
import type { Service, ServicePort } from "./service.ts";
import { takeConnection } from "./tcp_route.ts";
import { routesFor } from "./virtual_service.ts";
import { boundTo, forHost } from "./virtual_service_index.ts";

/** The Service that a client means by a host, which may leave out the namespace and the cluster's domain. */
export function resolveHost(mesh: Mesh, authority: string, namespace: string): Service | undefined {
  const host = withoutPort(authority).replace(/\.$/, "");
  const dots = host.split(".").length - 1;
  const domain = "svc.cluster.local";
  const names = dots === 0 ? [`${host}.${namespace}.${domain}`, host] : [
    host,
    ...(dots === 1
      ? [`${host}.${domain}`]
      : /^[^.]+\.[^.]+\.svc$/.test(host)
      ? [`${host}.cluster.local`]
      : []),
  ];
  for (const name of names) {
    const found = mesh.servicesByHost.get(name)?.[0];
    if (found !== undefined) return found;
  }
  return mesh.services.find(({ host: each }) => each.startsWith("*") && host.endsWith(each.slice(1)));
}

/** What happens to a request for a host that the sidecar doesn't know. */
function unknownHost(
  mesh: Mesh,
  client: Client,
  scope: SidecarScope,
  sent: { readonly message: Message; readonly request: Request },
  service: Service | undefined,
  options: Options,
): readonly Branch[] {
  const { port, host } = sent.request;
  const at = scope.outboundPolicyAt ??
    (scope.sidecar === undefined ? undefined : refer(scope.sidecar, "spec", "egress"));
  const by = scope.sidecar === undefined ? "the mesh" : nameOf(refer(scope.sidecar));
  const text = `${by} doesn't know ${withoutPort(host)}:${port}`;
  const decision: Decision = { about: "host", text: `${text} (${scope.outboundPolicy})`, ...(at && { at }) };
  if (scope.outboundPolicy !== "REGISTRY_ONLY") {
    return after([decision], passThrough(mesh, client, service, sent, true, options));
  }
  const listens = mesh.services.some((each) =>
    each.ports.some((entry) => entry.number === port && entry.protocol === "http") &&
    importOf(scope, each, client.namespace) !== undefined
  );
  return listens ? answered(502, decision) : refused(decision);
}

function byDefault(
  mesh: Mesh,
  client: Client,
  service: Service,
  port: ServicePort,
  sent: { readonly message: Message; readonly request: Request },
  options: Options,
): readonly Branch[] {
  const text = `no VirtualService is for ${service.host}: any of its pods`;
  const destination = {
    host: service.host.startsWith("*") ? withoutPort(sent.message.authority) : service.host,
    port: port.number,
    subset: undefined,
    at: undefined,
    timeout: undefined,
    retries: retriesOf(mesh, undefined),
  };
  return after([{ about: "route", text }], toDestination(mesh, client, destination, sent, options));
}

/** Leads a request of a workload through its sidecar. */
export function fromSidecar(
  mesh: Mesh,
  client: Client,
  sent: { readonly message: Message; readonly request: Request },
  options: Options,
): readonly Branch[] {
  const { request, message } = sent;
  const scope = sidecarScope(mesh, client.workload);
  if (scope.doubt !== undefined) return unknown(scope.doubt, "host");
  const service = resolveHost(mesh, request.host, client.namespace);
  const port = service?.ports.find(({ number }) => number === request.port);
  const imported = service === undefined ? undefined : importOf(scope, service, client.namespace);
  if (service === undefined) return notInRegistry(mesh, client, scope, sent, options);
  if (port === undefined || imported === undefined) {
    return unknownHost(mesh, client, scope, sent, service, options);
  }
  const known: Decision = imported === null
    ? { about: "host", text: `${service.host} is known, as everything that is exported` }
    : { about: "host", text: `${service.host} is imported`, at: imported };
  if (port.protocol !== "http") {
    return after([known], takeConnection(mesh, client, scope, service, port, request, options));
  }
  const candidates = forHost(
    boundTo(mesh, "mesh"),
    service.host,
    (object) => importsVirtualService(scope, object, client.namespace),
  );
  const [object, other] = candidates;
  if (object === undefined) return after([known], byDefault(mesh, client, service, port, sent, options));
  if (other !== undefined) {
    const reason = `VirtualServices "${object.metadata.name}" and "${other.metadata.name}" are both for ` +
      `${service.host}; the older one wins, and which that is doesn't stand in the objects`;
    return after([known], unknown({ reason, at: refer(other) }, "route"));
  }
  const doubt = virtualServiceDoubt(object);
  if (doubt !== undefined) return after([known], unknown(doubt, "route"));
  const routes = routesFor(mesh, object, client, request.port);
  if (routes.length === 0) return after([known], byDefault(mesh, client, service, port, sent, options));
  const choice = firstRoute(routes, message);
  if (choice.kind === "doubt") return after([known], unknown(choice.doubt, "route"));
  if (choice.kind === "none") {
    const text = `no route of ${nameOf(refer(object))} takes it`;
    return after([known], answered(404, { about: "route", text, at: refer(object, "spec", "http") }));
  }
  const namespace = object.metadata.namespace ?? "";
  const forwarding = { client, message, request, port: request.port, namespace };
  return after(
    [known, routeDecision(choice.route, object)],
    takeRoute(mesh, choice.route, forwarding, options),
  );
}

/** A host that no Service has may still be a VirtualService's, on the ports where it routes a Service, or on 80. */
function notInRegistry(
  mesh: Mesh,
  client: Client,
  scope: SidecarScope,
  sent: { readonly message: Message; readonly request: Request },
  options: Options,
): readonly Branch[] {
  const [object] = forHost(
    boundTo(mesh, "mesh"),
    withoutPort(sent.request.host),
    (each) => importsVirtualService(scope, each, client.namespace),
  );
  if (object === undefined) return unknownHost(mesh, client, scope, sent, undefined, options);
  const reason =
    `${nameOf(refer(object))} is for ${sent.request.host}, but no Service or ServiceEntry is: whether ` +
    "that name has an address doesn't stand in the objects";
  return unknown({ reason, at: refer(object, "spec", "hosts") }, "host");
}
