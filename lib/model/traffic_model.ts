/** How requests are carried, with every default. */
import type { ServiceInput } from "../catalogue/types.ts";
import * as defaults from "./defaults.ts";
import { calleeOf, type Peer } from "./links.ts";
import type { Frozen, TrafficModel } from "./types.ts";

/** The traffic of a service; a mirror that doesn't exist is left out, a rule reports it. */
export function trafficModel(written: Frozen<ServiceInput>, peers: ReadonlyMap<string, Peer>): TrafficModel {
  const traffic = written.traffic ?? {};
  const mirror = traffic.mirror === undefined ? undefined : peers.get(traffic.mirror.service);
  return {
    timeout: traffic.timeout ?? defaults.timeout,
    retries: {
      attempts: traffic.retries?.attempts ?? 0,
      perTryTimeout: traffic.retries?.perTryTimeout,
      on: traffic.retries?.on ?? defaults.safeRetryConditions,
    },
    idempotent: traffic.idempotent ?? false,
    loadBalancer: traffic.loadBalancer ?? "ROUND_ROBIN",
    connectionPool: { ...defaults.connectionPool, ...traffic.connectionPool },
    outlierDetection: traffic.outlierDetection
      ? { ...defaults.outlierDetection, ...traffic.outlierDetection }
      : undefined,
    mirror: mirror === undefined ? undefined : { callee: calleeOf(mirror), percent: traffic.mirror!.percent },
    fault: traffic.fault,
    cors: traffic.cors,
  };
}
