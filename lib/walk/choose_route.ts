/** The first route that takes a message. */
import { matchesMessage } from "./http_match.ts";
import { fieldDoubt } from "./field_doubt.ts";
import { formatPath } from "../value_path.ts";
import { textOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { nameOf, refer } from "./reference.ts";
import type { Message } from "./request.ts";
import type { Decision } from "./result.ts";
import { type Doubt, isDoubt } from "./verdict.ts";
import type { EffectiveRoute } from "./virtual_service.ts";

/** What came of looking: a route, none, or a comparison that isn't known before any that is. */
export type Choice =
  | { readonly kind: "route"; readonly route: EffectiveRoute }
  | { readonly kind: "none" }
  | { readonly kind: "doubt"; readonly doubt: Doubt };

/** Tries routes in order. */
export function firstRoute(routes: readonly EffectiveRoute[], message: Message): Choice {
  for (const route of routes) {
    if (route.match === undefined) return { kind: "route", route };
    const matched = matchesMessage(route.match, message, route.matchAt);
    // What isn't understood matters only where the rest doesn't already say no.
    if (matched === false) continue;
    if (isDoubt(matched)) return { kind: "doubt", doubt: matched };
    return { kind: "route", route };
  }
  return { kind: "none" };
}

/** What isn't understood of a VirtualService besides its routes. */
export function virtualServiceDoubt(object: KubernetesObject): Doubt | undefined {
  return fieldDoubt(object.spec, "VirtualService", refer(object, "spec"));
}

/** How a route was chosen, for people. */
export function routeDecision(
  { route, match, matchAt, at }: EffectiveRoute,
  object: KubernetesObject,
): Decision {
  const name = textOf(route.name);
  const which = name === undefined ? formatPath(at().path) : `"${name}"`;
  const because = match === undefined ? "takes whatever is left" : `matches ${describe(match)}`;
  return { about: "route", text: `${nameOf(refer(object))} route ${which} ${because}`, at: matchAt };
}

function describe(match: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(match).filter(([field]) => field !== "name" && field !== "statPrefix")
    .map(([field, value]) => `${field} ${typeof value === "object" ? words(value) : String(value)}`);
  return parts.length === 0 ? "every request" : parts.join(" and ");
}

function words(value: unknown): string {
  return JSON.stringify(value).replace(/[{}"]/g, "").replaceAll(":", " ").replaceAll(",", ", ");
}
