import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH062: an exposed port that the gateway can't route by host and path. */
export const exposeProtocol: DefinitionRule = {
  code: "MESH062",
  name: "expose-protocol",
  severity: "error",
  over: "definition",
  about: ["expose"],
  summary: "An exposed port does not speak HTTP, HTTP/2 or gRPC",
  reason: "The gateway chooses by host and path, which it only sees in requests.",
  fix: "Expose another port, or say what this one speaks with `protocol`.",
  example: {
    wrong: `ports: [{ name: "db", port: 5432, protocol: "tcp" }],\nexpose: [{ host: "db" }],`,
    right: `ports: [{ name: "http", port: 8080 }],\nexpose: [{ host: "db" }],`,
  },
  *check({ written, ports }) {
    for (const [index, exposure] of written.expose?.entries() ?? []) {
      const port = ports.find(({ name }) => exposure.port === undefined || name === exposure.port);
      if (port === undefined || port.isHttp) continue;
      const path = ["expose", index, ...(exposure.port === undefined ? [] : ["port"])];
      const verb = exposure.port === undefined ? "leads to port" : "is";
      yield at(
        path,
        `${verb} ${JSON.stringify(port.name)}, which speaks ${port.protocol}, must be http, http2 or grpc`,
      );
    }
  },
};
