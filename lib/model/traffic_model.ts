/** How requests are carried, with every default. */
import type { ServiceInput } from "../catalogue/types.ts";
import * as defaults from "./defaults.ts";
import { calleeOf, type Peer } from "./links.ts";
import type { Frozen, ServiceDefinition, TrafficModel } from "./types.ts";

/** The traffic of a service as its file has it. */
export function trafficDefinition(written: Frozen<ServiceInput>): ServiceDefinition["traffic"] {
  const traffic = written.traffic ?? {};
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
    fault: traffic.fault,
    cors: traffic.cors,
  };
}

/** The traffic of a service among others; a mirror that doesn't exist is left out, a rule reports it. */
export function trafficModel(
  { written, traffic }: ServiceDefinition,
  peers: ReadonlyMap<string, Peer>,
): TrafficModel {
  const mirror = written.traffic?.mirror;
  const peer = mirror && peers.get(mirror.service);
  return peer === undefined
    ? traffic
    : { ...traffic, mirror: { callee: calleeOf(peer), percent: mirror!.percent } };
}
