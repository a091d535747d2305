import { calledPorts, callsOf } from "../calls.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH050: a method limit that shuts gRPC out. */
export const callGrpcMethod: ServiceRule = {
  code: "MESH050",
  name: "call-grpc-method",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A call to a gRPC port does not allow POST",
  reason: "Every gRPC request is a POST, so all of them would be refused.",
  fix: 'Remove `methods`, or allow `"POST"`. Limit gRPC methods with `paths`.',
  example: {
    wrong: `calls: [{ service: "model", methods: ["GET"] }],
// services/model.ts
ports: [{ name: "grpc", port: 9000, protocol: "grpc" }],`,
    right: `calls: [{ service: "model", paths: ["/vision.Model/Predict"] }],
// services/model.ts
ports: [{ name: "grpc", port: 9000, protocol: "grpc" }],`,
  },
  *check(service, view) {
    for (const written of callsOf(service, view)) {
      const { call, index } = written;
      if (call.methods === undefined || call.methods.includes("POST")) continue;
      const port = calledPorts(written).find(({ protocol }) => protocol === "grpc");
      if (port === undefined) continue;
      const text = `has no "POST", but port ${
        JSON.stringify(port.name)
      } speaks gRPC, where every request is one`;
      yield at(["calls", index, "methods"], text, 'add "POST", or limit paths instead');
    }
  },
};
