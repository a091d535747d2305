import type { Hop } from "./hops.ts";
import type { RequestBatch } from "./send_requests.ts";

/** A request along a hop that the callee's policy lets through, for whoever stands for the caller. */
export function probeRequest(
  { callee, caller, port }: Pick<Hop, "callee" | "caller" | "port">,
): RequestBatch {
  const { methods = ["GET"], paths = ["/"] } = caller ?? {};
  const method = methods.includes("GET") ? "GET" : methods[0] ?? "GET";
  return { hostname: callee.host, port: port.port, method, path: examplePath(paths[0] ?? "/") };
}

/** A path that a policy's pattern means: it may begin or end with `*`. */
function examplePath(pattern: string): string {
  const path = pattern.replaceAll(/\{[^}]*\}|\*/g, "x");
  return path.startsWith("/") ? path : `/${path}`;
}
