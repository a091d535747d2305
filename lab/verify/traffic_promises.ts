import { durationSeconds } from "../../lib/model/duration.ts";
import type { PortModel, RetriesModel, TrafficModel } from "../../lib/model/types.ts";

/** Conditions of Envoy under which an answer of 503 is tried again. */
const ON_STATUS = ["5xx", "gateway-error"];

/** How often a request is sent again that is always answered with 503. */
export function retriesOf503({ attempts, on }: Pick<RetriesModel, "attempts" | "on">): number {
  return on.some((condition) => ON_STATUS.includes(condition)) ? attempts : 0;
}

/** Seconds after which a request is given up that is never answered; `undefined`: never. */
export function secondsUntilTimeout(
  { timeout, retries }: Pick<TrafficModel, "timeout" | "retries">,
): number | undefined {
  const whole = durationSeconds(timeout);
  const { attempts, perTryTimeout } = retries;
  const share = whole === 0 ? undefined : whole / (attempts + 1);
  const each = perTryTimeout === undefined ? share : durationSeconds(perTryTimeout);
  // What a try's end is tried again for is an answer of 504 in Envoy's eyes.
  const tries = each === undefined ? undefined : each * (retriesOf503(retries) + 1);
  if (attempts === 0 || tries === undefined) return whole === 0 ? undefined : whole;
  return whole === 0 ? tries : Math.min(whole, tries);
}

/** How many requests one proxy may have under way to one version at once; those beyond are refused. */
export function requestsUnderWay(
  { connectionPool }: Pick<TrafficModel, "connectionPool">,
  { protocol }: Pick<PortModel, "protocol">,
): number {
  const { maxConnections, http1MaxPendingRequests, http2MaxRequests } = connectionPool;
  return protocol === "http"
    ? Math.min(maxConnections + http1MaxPendingRequests, http2MaxRequests)
    : http2MaxRequests;
}

/** How many pods of a version may be ejected at once. */
export function ejectable(maxEjectionPercent: number, pods: number): number {
  return Math.floor((maxEjectionPercent / 100) * pods);
}
