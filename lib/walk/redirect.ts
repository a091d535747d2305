/** Where a redirect leads. */
import { surely } from "./branch.ts";
import { fieldsOf, numberOf, textOf } from "./plain.ts";
import { type Message, targetOf } from "./request.ts";
import type { Branch } from "./result.ts";
import type { Forwarding } from "./forwarding.ts";
import type { EffectiveRoute } from "./virtual_service.ts";

/** The address of a redirect to HTTPS, as Envoy writes it. */
export function httpsLocation(message: Message): string {
  return `https://${message.authority.replace(/:80$/, "")}${targetOf(message)}`;
}

function location(chosen: EffectiveRoute, { message, port }: Forwarding): string {
  const { uri, authority, scheme, port: written, derivePort } = fieldsOf(chosen.route.redirect);
  const wanted = textOf(scheme) || message.scheme;
  const number = numberOf(written) ?? (derivePort === "FROM_REQUEST_PORT" ? port : undefined);
  const usual = wanted === "https" ? 443 : 80;
  const host = textOf(authority) || message.authority;
  // A new scheme takes the old scheme's port off the authority.
  const bare = wanted === message.scheme && number === undefined ? host : host.replace(/:[0-9]+$/, "");
  const path = textOf(uri) || message.path;
  const query = message.query === undefined || path.includes("?") ? "" : `?${message.query}`;
  return `${wanted}://${bare}${number === undefined || number === usual ? "" : `:${number}`}${path}${query}`;
}

/** The answer of a route that redirects. */
export function redirectBranches(chosen: EffectiveRoute, forwarding: Forwarding): readonly Branch[] {
  const status = numberOf(fieldsOf(chosen.route.redirect).redirectCode) ?? 301;
  const to = location(chosen, forwarding);
  const text = `redirects to ${to}`;
  return surely({ kind: "answered", status, reason: text, location: to }, {
    about: "route",
    text,
    at: chosen.at("redirect"),
  });
}
