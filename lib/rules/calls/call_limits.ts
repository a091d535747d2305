import { calledPorts, callsOf } from "../calls.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH047: methods or paths where nobody can look at requests. */
export const callLimits: ServiceRule = {
  code: "MESH047",
  name: "call-limits",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A call limits methods or paths where the mesh sees no requests",
  reason:
    "On a port that isn't HTTP, HTTP/2 or gRPC, and at a callee without a sidecar, nobody knows methods or " +
    "paths: every request would be let through.",
  fix: "Limit the call to the callee's HTTP ports with `ports`, or remove the limit.",
  example: {
    wrong: `calls: [{ service: "store", methods: ["GET"] }],
// services/store.ts
ports: [{ name: "http", port: 8080 }, { name: "replica", port: 7000, protocol: "tcp" }],`,
    right: `calls: [{ service: "store", ports: ["http"], methods: ["GET"] }],
// services/store.ts
ports: [{ name: "http", port: 8080 }, { name: "replica", port: 7000, protocol: "tcp" }],`,
  },
  *check(service, view) {
    for (const written of callsOf(service, view)) {
      const { call, callee, index } = written;
      const field = call.methods !== undefined ? "methods" : call.paths !== undefined ? "paths" : undefined;
      if (field === undefined || callee === undefined) continue;
      const path = ["calls", index, field];
      const blind = calledPorts(written).find((port) => !port.isHttp);
      if (!callee.mesh) {
        yield at(path, `limits requests, but ${callee.name} is outside the mesh`, `remove ${field}`);
      } else if (blind !== undefined) {
        const text = `limits requests, but port ${
          JSON.stringify(blind.name)
        } of ${callee.name} speaks ${blind.protocol}`;
        yield at(path, text, `name the HTTP ports in ports, or remove ${field}`);
      }
    }
  },
};
