import { callsOf } from "../calls.ts";
import { knownNames } from "../known_names.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH044: a call names a port that the callee doesn't have. */
export const callPort: ServiceRule = {
  code: "MESH044",
  name: "call-port",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A call names a port that the callee does not have",
  reason: "No way would be opened for it, and the call would be refused at run time.",
  fix: "Name one of the callee's `ports`.",
  example: {
    wrong: `calls: [{ service: "model", ports: ["grpc"] }],\n// services/model.ts`,
    right: `calls: [{ service: "model", ports: ["http"] }],\n// services/model.ts`,
  },
  *check(service, view) {
    for (const { index, call, callee } of callsOf(service, view)) {
      if (callee === undefined || callee.ports.length === 0) continue;
      const known = callee.ports.map((port) => port.name);
      for (const [position, name] of call.ports?.entries() ?? []) {
        if (known.includes(name)) continue;
        const text = `is ${JSON.stringify(name)}, not a port of ${callee.name}`;
        yield at(["calls", index, "ports", position], text, knownNames(name, known));
      }
    }
  },
};
