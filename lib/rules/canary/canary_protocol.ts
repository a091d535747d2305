import { isTcpOnly } from "../kind_of.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH017: a canary policy about requests where the mesh sees none. */
export const canaryProtocol: DefinitionRule = {
  code: "MESH017",
  name: "canary-protocol",
  severity: "error",
  over: "definition",
  about: ["canary"],
  summary: "A canary's requests are told apart on a service with no HTTP, HTTP/2 or gRPC port",
  reason:
    "Of plain TCP, or of TLS that the process ends itself, the mesh sees connections only. It can share " +
    "those out by weight, but it knows neither headers, cookies nor copies, and measures neither success " +
    "nor latency.",
  fix: "Say what the port speaks with `protocol`, or leave only `steps` and custom metrics.",
  example: {
    wrong: `ports: [{ name: "db", port: 5432, protocol: "tcp" }],
canary: { image: "registry.example/team/backend:1.1.0", affinity: {}, steps: [10, 100], step: 0 },`,
    right: `ports: [{ name: "db", port: 5432, protocol: "tcp" }],
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },`,
  },
  *check(service) {
    const { canary } = service.written;
    if (canary === undefined || !isTcpOnly(service)) return;
    const text = "is set, but no port speaks http, http2 or grpc";
    for (const field of ["routes", "affinity", "mirror"] as const) {
      const value = canary[field];
      const isNone = value === undefined || (Array.isArray(value) && value.length === 0);
      if (!isNone) yield at(["canary", field], text, `remove ${field}`);
    }
    for (const [index, { kind }] of canary.analysis?.metrics.entries() ?? []) {
      if (kind === "custom") continue;
      const path = ["canary", "analysis", "metrics", index, "kind"];
      yield at(
        path,
        `is ${JSON.stringify(kind)}, but no port speaks http, http2 or grpc`,
        "use a custom metric",
      );
    }
  },
};
