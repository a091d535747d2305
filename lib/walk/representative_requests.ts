/** The requests that a mesh tells apart: at least one for each alternative of each route, from everybody who may ask. */
import { namedTargets, type Target } from "./authorized_request.ts";
import { declaredCalls } from "./calls.ts";
import { entrances } from "./entrance.ts";
import { exampleText } from "./example_text.ts";
import { resolveHost } from "./from_sidecar.ts";
import { type Server, serversOn, virtualHosts } from "./gateway_hosts.ts";
import { type Mesh, meshOf, podsOf } from "./mesh.ts";
import { type Fields, fieldsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { refer } from "./reference.ts";
import type { Request } from "./request.ts";
import { boundTo, forHost } from "./virtual_service_index.ts";
import { writtenRoutes } from "./virtual_service.ts";

/** A request that stands for all that a mesh treats alike. */
export interface RepresentativeRequest {
  /** What tells it from the others, for people: `outside → frontend.local, route "forced-1"`. */
  readonly label: string;
  /** What is sent. */
  readonly request: Request;
}

/** What a request has to have for an alternative of a route; undefined where no example is found. */
function meeting(base: Request, match: Fields): Request | undefined {
  const headers: Record<string, string> = { ...base.headers };
  for (const [name, wanted] of Object.entries(fieldsOf(match.headers))) {
    const value = exampleText(wanted);
    if (value === undefined) return undefined;
    headers[name.toLowerCase()] = value;
  }
  const uri = match.uri === undefined ? base.path : exampleText(match.uri);
  const method = match.method === undefined ? base.method : exampleText(match.method);
  // An expression may have an example that is no method.
  if (
    uri === undefined || method === undefined ||
    !/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)$/.test(method)
  ) return undefined;
  const parameters: string[] = [];
  for (const [name, wanted] of Object.entries(fieldsOf(match.queryParams))) {
    const value = exampleText(wanted);
    if (value === undefined) return undefined;
    parameters.push(`${name}=${value}`);
  }
  const path = uri.startsWith("/") ? uri : `/${uri}`;
  return {
    ...base,
    headers,
    method,
    path: parameters.length === 0 ? path : `${path}?${parameters.join("&")}`,
  };
}

/** A plain request, and one for each alternative of each route of the VirtualServices that it may take. */
function variants(
  mesh: Mesh,
  objects: Iterable<KubernetesObject>,
  base: Request,
  targets: readonly Target[],
  label: string,
): readonly RepresentativeRequest[] {
  const plain = targets.map((target) => ({
    label: `${label}, ${target.method} ${target.path}`,
    request: { ...base, ...target },
  }));
  const forced = [...objects].flatMap((object) =>
    writtenRoutes(mesh, object).flatMap(({ route, matches, at }) =>
      (matches ?? []).flatMap(({ match }) => {
        const request = meeting(base, match);
        const name = typeof route.name === "string"
          ? route.name
          : `${refer(object).name} ${at().path.at(-1)}`;
        return request === undefined ? [] : [{ label: `${label}, route "${name}"`, request }];
      })
    )
  );
  return [...plain, ...forced];
}

const unique = (
  list: readonly RepresentativeRequest[],
) => [...new Map(list.map((each) => [JSON.stringify(each.request), each])).values()];

function asked(server: Server): readonly string[] {
  return server.hosts.map(({ host }) => host.replace(/^\*/, host === "*" ? "any.example" : "any"));
}

/** Requests from outside: for each name of each Gateway's servers. */
export function requestsFromOutside(objects: readonly KubernetesObject[]): readonly RepresentativeRequest[] {
  const mesh = meshOf(objects);
  const ports = new Set(
    mesh.ofKind("Gateway").flatMap(({ spec }) => {
      const servers = fieldsOf(spec).servers;
      return (Array.isArray(servers) ? servers : []).map((server) =>
        Number(fieldsOf(fieldsOf(server).port).number)
      );
    }),
  );
  return unique(
    [...ports].flatMap((port) =>
      entrances(mesh, port).flatMap(({ workload }) =>
        serversOn(mesh, workload, port).flatMap((server) =>
          asked(server).flatMap((host) => {
            const tls = server.protocol === "HTTPS";
            const base: Request = {
              from: { kind: "outside" },
              host,
              port,
              tls,
              method: "GET",
              path: "/",
              headers: {},
            };
            const routed = virtualHosts(mesh, [server], workload.namespace).flatMap(({ routes }) => routes);
            const label = `outside → ${tls ? "https" : "http"}://${host}`;
            const bound = new Set(routed.map(({ object }) => object));
            return variants(mesh, bound, base, [{ method: "GET", path: "/" }], label);
          })
        )
      )
    ),
  );
}

/** Requests of workloads: the calls that their Sidecars declare. */
export function requestsInside(objects: readonly KubernetesObject[]): readonly RepresentativeRequest[] {
  const mesh = meshOf(objects);
  return unique(
    mesh.workloads.flatMap((workload) =>
      declaredCalls(mesh, workload, {}).flatMap(({ request }) => {
        const service = resolveHost(mesh, request.host, workload.namespace);
        if (service === undefined) return [];
        const bound = forHost(boundTo(mesh, "mesh"), service.host, () => true);
        const [receiver] = podsOf(mesh, service);
        const targets = receiver === undefined
          ? [{ method: request.method, path: request.path }]
          : [{ method: request.method, path: request.path }, ...namedTargets(mesh, receiver.namespace)];
        return variants(mesh, bound, request, targets, `${workload.name} → ${request.host}`);
      })
    ),
  );
}

/**
 * The requests of a mesh that stand for all others: from outside for each name of each Gateway, and from each workload
 * for each call that its Sidecar declares; each without anything special, with every method and path that the
 * receiver's policies name, and once for each alternative of each route.
 */
export function representativeRequests(
  objects: readonly KubernetesObject[],
): readonly RepresentativeRequest[] {
  return [...requestsFromOutside(objects), ...requestsInside(objects)];
}
