/** Which requests a route is for. */
import type { ForcedRouteInput, Frozen, StringMatchInput } from "../model/types.ts";
import { cookiePattern } from "./cookie_pattern.ts";
import type { HttpMatch } from "./virtual_service_types.ts";

/** What a request must also have to be sent to the canary, path apart. */
export function forcedMatch(route: Frozen<ForcedRouteInput>): HttpMatch {
  const { cookies = {} } = route;
  const headers = {
    ...route.headers,
    ...(Object.keys(cookies).length > 0 && { cookie: { regex: cookiePattern(cookies) } }),
  };
  return {
    ...(route.method && { method: { exact: route.method } }),
    ...(Object.keys(headers).length > 0 && { headers }),
  };
}

/**
 * The paths that both begin with `prefix` and are matched by `path`, as one comparison; undefined where there are
 * none. An expression and a prefix other than `/` can't be said as one comparison: that too is undefined.
 */
export function pathsUnder(
  prefix: string,
  path: Frozen<StringMatchInput> | undefined,
): { readonly uri?: Frozen<StringMatchInput> } | undefined {
  if (path === undefined) return prefix === "/" ? {} : { uri: { prefix } };
  if (prefix === "/") return { uri: path };
  if ("exact" in path) return path.exact.startsWith(prefix) ? { uri: path } : undefined;
  if ("regex" in path) return undefined;
  if (path.prefix.startsWith(prefix)) return { uri: path };
  return prefix.startsWith(path.prefix) ? { uri: { prefix } } : undefined;
}
