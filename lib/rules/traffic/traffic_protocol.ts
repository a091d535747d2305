import type { ValuePath } from "../../diagnostic.ts";
import type { Frozen, TrafficInput } from "../../model/types.ts";
import { isTcpOnly } from "../kind_of.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** Fields that are about requests, which the mesh doesn't see on other ports. */
const ofRequests = ["timeout", "retries", "idempotent", "mirror", "fault", "cors"] as const;
const ofRequestPools = [
  "http1MaxPendingRequests",
  "http2MaxRequests",
  "maxRequestsPerConnection",
  "maxRetries",
] as const;

function* requestFields(traffic: Frozen<TrafficInput>): Iterable<ValuePath> {
  for (const field of ofRequests) if (traffic[field] !== undefined) yield [field];
  for (const field of ofRequestPools) {
    if (traffic.connectionPool?.[field] !== undefined) yield ["connectionPool", field];
  }
  const { loadBalancer } = traffic;
  if (typeof loadBalancer === "object" && !("sourceIp" in loadBalancer.consistentHash)) {
    yield ["loadBalancer", "consistentHash"];
  }
}

/** MESH080: settings of requests where the mesh sees none. */
export const trafficProtocol: DefinitionRule = {
  code: "MESH080",
  name: "traffic-protocol",
  severity: "error",
  over: "definition",
  about: ["traffic"],
  summary: "Timeouts, retries, mirrors, faults or CORS of a service with no HTTP, HTTP/2 or gRPC port",
  reason:
    "Of plain TCP, or of TLS that the process ends itself, the mesh sees connections only: the setting " +
    "would do nothing.",
  fix: "Say what the port speaks with `protocol`, or remove the setting.",
  example: {
    wrong: `ports: [{ name: "db", port: 5432, protocol: "tcp" }],\ntraffic: { timeout: "5s" },`,
    right:
      `ports: [{ name: "db", port: 5432, protocol: "tcp" }],\ntraffic: { connectionPool: { maxConnections: 20 } },`,
  },
  *check(service) {
    const { traffic } = service.written;
    if (traffic === undefined || !isTcpOnly(service)) return;
    for (const path of requestFields(traffic)) {
      yield at(
        ["traffic", ...path],
        "is set, but no port speaks http, http2 or grpc",
        "remove it, or set the port's protocol",
      );
    }
  },
};
