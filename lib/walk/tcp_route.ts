/** Connections that aren't HTTP: whole connections are shared out. */
import { after, refused, sometimes, unknown } from "./branch.ts";
import type { Client } from "./client.ts";
import { toDestination } from "./destination.ts";
import { fieldDoubt } from "./field_doubt.ts";
import { destinationOf } from "./forwarding.ts";
import { fraction, toPercent } from "./fraction.ts";
import type { Mesh } from "./mesh.ts";
import type { Options } from "./options.ts";
import { type Fields, fieldsOf, hasLabels, labelsOf, listOf, numberOf, textOf, textsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { below, nameOf, refer } from "./reference.ts";
import type { Request } from "./request.ts";
import type { Branch, Decision } from "./result.ts";
import { once } from "./retries.ts";
import { importsVirtualService, type SidecarScope } from "./sidecar_scope.ts";
import type { Service, ServicePort } from "./service.ts";
import { boundTo, forHost } from "./virtual_service_index.ts";

function isFor(match: Fields, client: Client, port: number): boolean {
  const wanted = numberOf(match.port) ?? 0;
  const gateways = textsOf(match.gateways);
  const sender = textOf(match.sourceNamespace) ?? "";
  return (wanted === 0 || wanted === port) && (gateways.length === 0 || gateways.includes("mesh")) &&
    hasLabels(client.labels, labelsOf(match.sourceLabels)) && (sender === "" || sender === client.namespace);
}

function chosenRoute(object: KubernetesObject, client: Client, port: number): number {
  return listOf(fieldsOf(object.spec).tcp).map(fieldsOf).findIndex(({ match }) =>
    listOf(match).length === 0 || listOf(match).some((each) => isFor(fieldsOf(each), client, port))
  );
}

/** Leads a connection of a workload through its sidecar. */
export function takeConnection(
  mesh: Mesh,
  client: Client,
  scope: SidecarScope,
  service: Service,
  port: ServicePort,
  request: Request,
  options: Options,
): readonly Branch[] {
  const sent = { message: undefined, request };
  const candidates = forHost(
    boundTo(mesh, "mesh"),
    service.host,
    (object) => importsVirtualService(scope, object, client.namespace),
  );
  const [object, other] = candidates;
  if (other !== undefined) {
    return unknown({ reason: `several VirtualServices are for ${service.host}`, at: refer(other) }, "route");
  }
  if (object !== undefined && port.protocol === "tls" && listOf(fieldsOf(object.spec).tls).length > 0) {
    const reason = `${
      nameOf(refer(object))
    } routes by the name that the client asks for in TLS, which isn't understood`;
    return unknown({ reason, at: refer(object, "spec", "tls") }, "route");
  }
  const index = object === undefined || port.protocol === "tls"
    ? -1
    : chosenRoute(object, client, port.number);
  if (object === undefined || index < 0) {
    const decision: Decision = {
      about: "route",
      text: `no route is for ${service.host}:${port.number}: any of its pods`,
    };
    const destination = {
      host: service.host,
      port: port.number,
      subset: undefined,
      at: undefined,
      timeout: undefined,
      retries: once,
    };
    return after([decision], toDestination(mesh, client, destination, sent, options));
  }
  const at = refer(object, "spec", "tcp", index);
  const route = fieldsOf(listOf(fieldsOf(object.spec).tcp)[index]);
  const doubt = fieldDoubt(route, "VirtualService.tcp", at);
  if (doubt !== undefined) return unknown(doubt, "route");
  const list = listOf(route.route).map(fieldsOf);
  const weights = list.map(({ weight }) =>
    list.length === 1 ? 1n : BigInt(Math.max(0, Math.trunc(numberOf(weight) ?? 0)))
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) {
    return refused({ about: "route", text: "the route has no destination with a weight above 0", at });
  }
  return list.flatMap((written, position) => {
    const where = below(at, "route", position);
    const share = fraction(weights[position]!, total);
    const forwarding = { client, port: port.number, namespace: object.metadata.namespace ?? "" };
    const destination = destinationOf(mesh, forwarding, written.destination, below(where, "destination"));
    const decision: Decision = {
      about: "route",
      text: `${nameOf(at)}: ${toPercent(share)} of the connections`,
      at: where,
    };
    return sometimes(
      share,
      after(
        [decision],
        toDestination(mesh, client, { ...destination, timeout: undefined, retries: once }, sent, options),
      ),
    );
  });
}
