/** The virtual hosts of a gateway's port: which VirtualServices it routes by, for which names. */
import { intersection } from "./host_name.ts";
import { fieldDoubt } from "./field_doubt.ts";
import { type Mesh, selects } from "./mesh.ts";
import { type Fields, fieldsOf, listOf, numberOf, textOf, textsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { below, refer, type Reference } from "./reference.ts";
import { isExportedTo } from "./service.ts";
import type { Doubt } from "./verdict.ts";
import { boundTo, hostsOf } from "./virtual_service_index.ts";
import type { Workload } from "./workload.ts";

/** A server of a Gateway that applies to a workload. */
export interface Server {
  /** `<namespace>/<name>` of its Gateway. */
  readonly gateway: string;
  /** The namespace of its Gateway. */
  readonly namespace: string;
  /** What it says. */
  readonly fields: Fields;
  /** In capitals: `HTTP`, `HTTPS`, … */
  readonly protocol: string;
  /** The names it is for, each with the namespace that may route it; `*` for any. */
  readonly hosts: readonly { readonly namespace: string; readonly host: string; readonly at: Reference }[];
  /** Where it stands. */
  readonly at: Reference;
  /** What isn't understood. */
  readonly doubt: Doubt | undefined;
}

/** A name that a gateway answers for. */
export interface VirtualHost {
  /** The name, possibly with a wildcard. */
  readonly host: string;
  /** Whether it sends everybody to HTTPS. */
  readonly redirects: Reference | undefined;
  /** The VirtualServices that route it, with the Gateway that they are bound to; none where it only redirects. */
  readonly routes: readonly { readonly object: KubernetesObject; readonly server: Server }[];
}

function serverOf(object: KubernetesObject, value: unknown, index: number): Server {
  const fields = fieldsOf(value);
  const at = refer(object, "spec", "servers", index);
  const namespace = object.metadata.namespace ?? "";
  return {
    gateway: `${namespace}/${object.metadata.name}`,
    namespace,
    fields,
    protocol: (textOf(fieldsOf(fields.port).protocol) ?? "").toUpperCase(),
    hosts: textsOf(fields.hosts).map((written, position) => {
      const slash = written.indexOf("/");
      const owner = slash < 0 ? "*" : written.slice(0, slash);
      return {
        namespace: owner === "." ? namespace : owner,
        host: written.slice(slash + 1).toLowerCase(),
        at: below(at, "hosts", position),
      };
    }),
    at,
    doubt: fieldDoubt(object.spec, "Gateway", refer(object, "spec")),
  };
}

/** The servers that listen on a port of a gateway's pods, as their Gateways number it. */
export function serversOn(mesh: Mesh, gateway: Workload, port: number): readonly Server[] {
  return mesh.ofKind("Gateway").filter((object) =>
    object.apiVersion.startsWith("networking.istio.io/") && selects(object, gateway)
  )
    .flatMap((object) =>
      listOf(fieldsOf(object.spec).servers)
        .map((value, index) => serverOf(object, value, index))
        .filter(({ fields }) => numberOf(fieldsOf(fields.port).number) === port)
    );
}

/** What servers answer for: where the names of a server and of a VirtualService bound to its Gateway meet. */
export function virtualHosts(
  mesh: Mesh,
  servers: readonly Server[],
  namespace: string,
): readonly VirtualHost[] {
  const found = new Map<
    string,
    { redirects: Reference | undefined; routes: VirtualHost["routes"][number][] }
  >();
  const entry = (host: string) => {
    let known = found.get(host);
    if (known === undefined) found.set(host, known = { redirects: undefined, routes: [] });
    return known;
  };
  for (const server of servers) {
    const redirect = fieldsOf(server.fields.tls).httpsRedirect === true
      ? below(server.at, "tls", "httpsRedirect")
      : undefined;
    if (redirect !== undefined) { for (const { host } of server.hosts) entry(host).redirects ??= redirect; }
    for (const object of new Set([...boundTo(mesh, server.gateway).values()].flat())) {
      const own = object.metadata.namespace ?? "";
      if (!isExportedTo(textsOf(fieldsOf(object.spec).exportTo), own, namespace)) continue;
      for (const written of server.hosts) {
        if (written.namespace !== "*" && written.namespace !== own) continue;
        for (const wanted of hostsOf(object)) {
          const host = intersection(wanted, written.host);
          if (host === undefined) continue;
          const known = entry(host);
          if (redirect !== undefined) known.redirects ??= redirect;
          if (!known.routes.some((each) => each.object === object)) known.routes.push({ object, server });
        }
      }
    }
  }
  return [...found].map(([host, known]) => ({ host, ...known }));
}
