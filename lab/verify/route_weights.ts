import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

interface Route {
  readonly route?: readonly { readonly weight?: number }[];
}

/** The `spec.http` of a VirtualService. */
export type HttpRoutes = readonly Route[];

/** The routes of a VirtualService as they are. */
export function httpRoutes(virtualService: KubernetesObject): HttpRoutes {
  return ((virtualService["spec"] ?? {}) as { readonly http?: HttpRoutes }).http ?? [];
}

/** The weights of every route, such as `[[90, 10]]`; routes with one destination are left out. */
export function routeWeights(routes: HttpRoutes): readonly (readonly number[])[] {
  return routes.filter(isSplit).map(({ route = [] }) => route.map(({ weight = 0 }) => weight));
}

/** The same routes with the weights of each in reverse, or other ones where that is the same. */
export function otherWeights(routes: HttpRoutes): HttpRoutes {
  return routes.map((one) => {
    if (!isSplit(one)) return one;
    const destinations = one.route ?? [];
    const weights = destinations.map(({ weight = 0 }) => weight).toReversed();
    const same = weights.every((weight, index) => weight === (destinations[index]?.weight ?? 0));
    const [first = 0, second = 0, ...rest] = weights;
    const shift = same ? Math.min(first, 1) : 0;
    const changed = [first - shift, second + shift, ...rest];
    return { ...one, route: destinations.map((each, index) => ({ ...each, weight: changed[index] ?? 0 })) };
  });
}

function isSplit({ route = [] }: Route): boolean {
  return route.length > 1;
}
