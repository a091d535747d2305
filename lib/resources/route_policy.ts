/** What every HTTP route of a service has alike: timeout, retries, faults and CORS. */
import { durationSeconds } from "../model/duration.ts";
import type { TrafficModel } from "../model/types.ts";
import type { HttpRoute } from "./virtual_service_types.ts";

/** The fields of {@linkcode HttpRoute} that don't depend on the version. */
export type RoutePolicy = Pick<HttpRoute, "timeout" | "retries" | "fault" | "corsPolicy">;

/** The policy of a service's routes. Istio has no timeout unless one is said, and its CRD refuses to say `0s`. */
export function routePolicy(traffic: TrafficModel): RoutePolicy {
  return {
    ...(!isEndless(traffic) && { timeout: traffic.timeout }),
    retries: retries(traffic),
    ...fault(traffic),
    ...corsPolicy(traffic),
  };
}

/** Written even where there are none: Istio would otherwise try every request twice more. */
function retries(traffic: TrafficModel): NonNullable<HttpRoute["retries"]> {
  const { attempts, perTryTimeout, on } = traffic.retries;
  if (attempts === 0) return { attempts: 0 };
  const each = perTryTimeout ?? (isEndless(traffic) ? undefined : share(traffic.timeout, attempts + 1));
  return { attempts, ...(each !== undefined && { perTryTimeout: each }), retryOn: on.join(",") };
}

function isEndless({ timeout }: TrafficModel): boolean {
  return durationSeconds(timeout) === 0;
}

/** A timeout shared out over all tries, down to whole milliseconds. */
function share(timeout: string, tries: number): string {
  const milliseconds = Math.max(1, Math.floor((durationSeconds(timeout) * 1000) / tries));
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

function fault({ fault }: TrafficModel): Pick<HttpRoute, "fault"> {
  const { delay, abort } = fault ?? {};
  if (delay === undefined && abort === undefined) return {};
  return {
    fault: {
      ...(delay && { delay: { percentage: { value: delay.percent }, fixedDelay: delay.duration } }),
      ...(abort && { abort: { percentage: { value: abort.percent }, httpStatus: abort.status } }),
    },
  };
}

function corsPolicy({ cors }: TrafficModel): Pick<HttpRoute, "corsPolicy"> {
  if (cors === undefined) return {};
  return {
    corsPolicy: {
      allowOrigins: cors.allowOrigins.map((origin) => ({ ...origin })),
      allowMethods: [...(cors.allowMethods ?? ["GET", "HEAD"])],
      ...(cors.allowHeaders && { allowHeaders: [...cors.allowHeaders] }),
      ...(cors.exposeHeaders && { exposeHeaders: [...cors.exposeHeaders] }),
      maxAge: cors.maxAge ?? "24h",
      allowCredentials: cors.allowCredentials ?? false,
    },
  };
}
