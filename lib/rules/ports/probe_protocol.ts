import { probedPort, probesOf } from "../probes.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH035: a probe speaks another protocol than its port. */
export const probeProtocol: DefinitionRule = {
  code: "MESH035",
  name: "probe-protocol",
  severity: "error",
  over: "definition",
  about: ["probes"],
  summary: "A probe does not speak its port's protocol",
  reason:
    "The kubelet asks by HTTP/1.1, or by gRPC without TLS. A port that speaks something else answers with " +
    "an error, and the pod never becomes ready.",
  fix: "Use the probe of the port's protocol, another port, or `tcp`.",
  example: {
    wrong: `ports: [{ name: "grpc", port: 9000, protocol: "grpc" }],
probes: { readiness: { http: { path: "/readyz" } } },`,
    right: `ports: [{ name: "grpc", port: 9000, protocol: "grpc" }],
probes: { readiness: { grpc: {} } },`,
  },
  *check(service) {
    for (const found of probesOf(service)) {
      const { kind, path } = found;
      if (kind !== "http" && kind !== "grpc") continue;
      const port = probedPort(service, found);
      const deaf = kind === "http" ? ["grpc"] : ["https"];
      if (port === undefined || !deaf.includes(port.protocol)) continue;
      const text = `asks port ${JSON.stringify(port.name)}, which speaks ${port.protocol}`;
      yield at([...path, kind], text, kind === "http" ? "use grpc or tcp" : "use tcp");
    }
  },
};
