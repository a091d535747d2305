/** The HTTP routes of a service: forced to the canary, held fast by a cookie, and the rest by weight. */
import { durationSeconds } from "../model/duration.ts";
import type { PlacedService, PortModel, ServiceDefinition, VersionName } from "../model/types.ts";
import { isDivided, type Split, splitOf } from "./canary_split.ts";
import { cookiePattern } from "./cookie_pattern.ts";
import { forcedMatch, pathsUnder } from "./http_match.ts";
import { mirrors } from "./mirrors.ts";
import { routePolicy } from "./route_policy.ts";
import type { HttpMatch, HttpRoute } from "./virtual_service_types.ts";

type WeightedDestination = NonNullable<HttpRoute["route"]>[number];

/** Where requests come in: the mesh or a gateway, and what tells them apart. */
export interface Entry {
  /** Stands before the names of its routes; empty for the first. */
  readonly name: string;
  /** The port that its requests end at. */
  readonly port: PortModel;
  /** What every request of the entry has, path apart. */
  readonly match: HttpMatch;
  /** Its requests' paths begin with one of these. */
  readonly paths: readonly string[];
  /**
   * Whether another VirtualService delegates here and has compared the path: then only a forced route's own path is
   * compared once more, each alternative as a route of its own, since Istio drops a delegated route as soon as one of
   * its alternatives goes beyond the path that led there.
   */
  readonly delegated: boolean;
}

/**
 * The routes of one entry, in the order in which they are tried. All have the same timeout, retries, faults and CORS,
 * so that only the version differs; the last one takes every request that is left.
 */
export function httpRoutes(service: PlacedService<"exposures" | "traffic">, entry: Entry): HttpRoute[] {
  const { canary } = service;
  const rest = matches(entry, {}, undefined);
  const make = (name: string, match: HttpMatch[], destinations: WeightedDestination[], split: Split) => ({
    name: entry.name + name,
    ...(match.length > 0 && { match }),
    route: destinations,
    ...routePolicy(service.traffic),
    ...mirrors(service, entry.port, split),
  });
  if (canary === undefined) {
    return [make("stable", rest, [destination(service, entry.port, "stable")], { stable: 100, canary: 0 })];
  }
  const to = (version: VersionName) => [destination(service, entry.port, version)];
  const onlyCanary: Split = { stable: 0, canary: 100 };
  const forced = canary.routes.flatMap((route, index) => {
    const name = `forced-${index + 1}`;
    const condition = forcedMatch(route);
    // Without any condition it would take every request.
    if (Object.keys(condition).length === 0 && route.path === undefined) return [];
    const alternatives = matches(entry, condition, route.path);
    if (!entry.delegated || alternatives.length < 2) {
      return alternatives.length === 0 ? [] : [make(name, alternatives, to("canary"), onlyCanary)];
    }
    return alternatives.map((match, at) => make(`${name}-${at + 1}`, [match], to("canary"), onlyCanary));
  });
  const split = splitOf(canary);
  const cookie = isDivided(split) ? canary.affinity : undefined;
  const held = cookie === undefined ? [] : (["canary", "stable"] as const).map((version) =>
    make(
      `affinity-${version}`,
      matches(
        entry,
        { headers: { cookie: { regex: cookiePattern({ [cookie.cookie]: version }) } } },
        undefined,
      ),
      to(version),
      version === "canary" ? onlyCanary : { stable: 100, canary: 0 },
    )
  );
  const weighted = (["stable", "canary"] as const).map((version) => ({
    ...destination(service, entry.port, version),
    weight: split[version],
    ...(cookie && {
      headers: { response: { add: { "set-cookie": setCookie(service, cookie, version) } } },
    }),
  }));
  return [...forced, ...held, make("split", rest, weighted, split)];
}

/** The alternatives of a condition: one for each of the entry's paths; none where a condition is needed and impossible. */
function matches(entry: Entry, condition: HttpMatch, path: Parameters<typeof pathsUnder>[1]): HttpMatch[] {
  if (entry.delegated && path === undefined) return Object.keys(condition).length > 0 ? [condition] : [];
  const found = new Map<string, HttpMatch>();
  for (const prefix of entry.paths) {
    const under = pathsUnder(prefix, path);
    if (under === undefined) continue;
    const match: HttpMatch = { ...entry.match, ...under, ...condition };
    if (Object.keys(match).length > 0) found.set(JSON.stringify(match), match);
  }
  return [...found.values()];
}

function destination(
  service: ServiceDefinition,
  port: PortModel,
  version: VersionName,
): WeightedDestination {
  return { destination: { host: service.host, port: { number: port.port }, subset: version } };
}

/** Marked for HTTPS only where plain HTTP never reaches the service from outside. */
function setCookie(
  service: PlacedService<"exposures">,
  { cookie, maxAge }: { readonly cookie: string; readonly maxAge: string },
  version: VersionName,
): string {
  const secure = service.exposures.length > 0 && service.exposures.every(({ tls }) => tls?.redirect === true);
  const seconds = Math.round(durationSeconds(maxAge));
  return `${cookie}=${version}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${
    secure ? "; Secure" : ""
  }`;
}
