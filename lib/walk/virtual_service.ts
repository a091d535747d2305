/** The routes of a VirtualService as one proxy gets them: delegates resolved, and what it can never match left out. */
import { fieldDoubt } from "./field_doubt.ts";
import type { Mesh } from "./mesh.ts";
import { type Fields, fieldsOf, hasLabels, labelsOf, listOf, numberOf, textOf, textsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { below, refer, type Reference } from "./reference.ts";
import { isExportedTo } from "./service.ts";
import { mergeDelegate } from "./delegate.ts";
import type { WrittenRoute } from "./written_route.ts";

/** One alternative of a route, as a proxy has it. */
export interface EffectiveRoute extends Omit<WrittenRoute, "matches"> {
  /** What a request must have; undefined where it takes every one. */
  readonly match: Fields | undefined;
  /** Where that stands. */
  readonly matchAt: Reference;
}

/** Whose configuration is looked at. */
export interface Proxy {
  /** Of its pods. */
  readonly namespace: string;
  /** Of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** What its VirtualServices are bound to: `mesh` for a sidecar, else a gateway as `<namespace>/<name>`. */
  readonly gateway: string;
}

/** The gateways that a VirtualService is bound to, as `<namespace>/<name>`; `mesh` where it says none. */
export function gatewaysOf({ spec, metadata }: KubernetesObject): readonly string[] {
  const names = textsOf(fieldsOf(spec).gateways);
  return names.length === 0 ? ["mesh"] : names.map((name) => fullGateway(name, metadata.namespace ?? ""));
}

function fullGateway(name: string, namespace: string): string {
  return name === "mesh" || name.includes("/") ? name : `${namespace}/${name}`;
}

function plainRoute(object: KubernetesObject, value: unknown, index: number): WrittenRoute {
  const at = refer(object, "spec", "http", index);
  const route = fieldsOf(value);
  const matches = listOf(route.match);
  return {
    route,
    at: (field) => (field === undefined || route[field] === undefined ? at : below(at, field)),
    matches: matches.length === 0
      ? undefined
      : matches.map((match, position) => ({ match: fieldsOf(match), at: below(at, "match", position) })),
    doubt: fieldDoubt(value, "VirtualService.http", at),
  };
}

/** The routes that a delegating one stands for; none where its delegate is missing or not for its namespace. */
function delegated(mesh: Mesh, root: WrittenRoute, object: KubernetesObject): readonly WrittenRoute[] {
  const { name, namespace } = fieldsOf(root.route.delegate);
  const own = object.metadata.namespace ?? "";
  const where = textOf(namespace) ?? own;
  const found = mesh.inNamespace("VirtualService", where).find(({ metadata }) =>
    metadata.name === textOf(name)
  );
  if (found === undefined || textsOf(fieldsOf(found.spec).hosts).length > 0) return [];
  if (!isExportedTo(textsOf(fieldsOf(found.spec).exportTo), where, own)) return [];
  return listOf(fieldsOf(found.spec).http)
    .map((value, index) => mergeDelegate(root, plainRoute(found, value, index)))
    .filter((route) => route !== undefined);
}

/** The HTTP routes of a VirtualService in order, delegates resolved. */
export function writtenRoutes(mesh: Mesh, object: KubernetesObject): readonly WrittenRoute[] {
  return listOf(fieldsOf(object.spec).http).flatMap((value, index) => {
    const route = plainRoute(object, value, index);
    return route.route.delegate === undefined ? [route] : delegated(mesh, route, object);
  });
}

/** Where gateways are named, Istio doesn't look at the sender's labels and namespace. */
function isFor(match: Fields, proxy: Proxy, port: number, namespace: string): boolean {
  const wantedPort = numberOf(match.port) ?? 0;
  if (wantedPort !== 0 && wantedPort !== port) return false;
  const gateways = textsOf(match.gateways);
  if (gateways.length > 0) return gateways.some((name) => fullGateway(name, namespace) === proxy.gateway);
  const sender = textOf(match.sourceNamespace) ?? "";
  return hasLabels(proxy.labels, labelsOf(match.sourceLabels)) &&
    (sender === "" || sender === proxy.namespace);
}

/**
 * The alternatives that a proxy gets for a port, in the order in which it tries them.
 *
 * @param port What is called; at a gateway the number of the Gateway's server.
 */
export function routesFor(
  mesh: Mesh,
  object: KubernetesObject,
  proxy: Proxy,
  port: number,
): readonly EffectiveRoute[] {
  const namespace = object.metadata.namespace ?? "";
  return writtenRoutes(mesh, object).flatMap(({ route, at, matches, doubt }): EffectiveRoute[] =>
    matches === undefined
      ? [{ route, at, doubt, match: undefined, matchAt: at() }]
      : matches.filter(({ match }) => isFor(match, proxy, port, namespace))
        .map(({ match, at: matchAt }) => ({ route, at, doubt, match, matchAt }))
  );
}

/** Whether a route takes every request, as Istio sees it: by its path alone, and nothing else is asked. */
export function isCatchAll({ match }: EffectiveRoute): boolean {
  if (match === undefined) return true;
  const asked = ["headers", "withoutHeaders", "queryParams"].some((field) =>
    Object.keys(fieldsOf(match[field])).length > 0
  );
  if (asked || ["method", "authority", "scheme"].some((field) => match[field] !== undefined)) return false;
  const { prefix, regex } = fieldsOf(match.uri);
  return match.uri === undefined || prefix === "/" || regex === ".*";
}
