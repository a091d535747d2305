import type { ForcedRouteInput, Frozen, StringMatchInput } from "../../lib/model/types.ts";
import { LabError } from "../lab_error.ts";

/** What a request has to have so that a forced route takes it. */
export interface ForcedExample {
  /** `undefined`: any. */
  readonly method: string | undefined;
  /** `undefined`: any. */
  readonly path: string | undefined;
  /** With the cookies. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How many texts are tried until one can stand in a request. */
const TRIES = 200;

/**
 * A request that a forced route takes.
 *
 * @throws {LabError} if no text is found that one of its expressions matches.
 */
export async function forcedExample(route: Frozen<ForcedRouteInput>): Promise<ForcedExample> {
  const headers: Record<string, string> = {};
  for (const [name, match] of Object.entries(route.headers ?? {})) headers[name] = await exampleText(match);
  const cookies = Object.entries(route.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
  return {
    method: route.method,
    path: route.path === undefined ? undefined : await exampleText(route.path),
    headers,
  };
}

/**
 * The same request with one header or cookie of another value, so that the forced route does not take it; `undefined`
 * if the route asks for no exact value.
 */
export async function nearMiss(route: Frozen<ForcedRouteInput>): Promise<ForcedExample | undefined> {
  const example = await forcedExample(route);
  const exact = Object.entries(route.headers ?? {}).find(([, match]) => "exact" in match)?.[0];
  const name = exact ?? (route.cookies === undefined ? undefined : "cookie");
  if (name === undefined) return undefined;
  return { ...example, headers: { ...example.headers, [name]: `${example.headers[name] ?? ""}-not` } };
}

/** How people read what a request has: `GET /a with x-canary: true`. */
export function exampleName({ method, path, headers }: ForcedExample): string {
  const first = [method, path].filter((part) => part !== undefined).join(" ");
  const parts = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [first, parts.join(", ")].filter((part) => part !== "").join(" with ");
}

async function exampleText(match: Frozen<StringMatchInput>): Promise<string> {
  if ("exact" in match) return match.exact;
  if ("prefix" in match) return `${match.prefix}x`;
  // Large, and hardly ever needed.
  const { default: fc } = await import("fast-check");
  const texts = fc.stringMatching(new RegExp(`^(?:${match.regex})$`));
  const found = fc.sample(texts, { seed: 1, numRuns: TRIES }).find((text) => /^[!-~]+( [!-~]+)*$/.test(text));
  if (found !== undefined) return found;
  throw new LabError(`Cannot find a text that matches "${match.regex}"`);
}
