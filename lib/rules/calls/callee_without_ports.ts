import { callsOf } from "../calls.ts";
import { isJob } from "../kind_of.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";
import { withArticle } from "../words.ts";

/** MESH045: a call to a service that listens on nothing. */
export const calleeWithoutPorts: ServiceRule = {
  code: "MESH045",
  name: "callee-without-ports",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A service calls one that has no ports",
  reason: "Without a port there is no Kubernetes Service, so there is no address to call.",
  fix: "Declare the callee's `ports`, or remove the call.",
  example: {
    wrong: `calls: ["report"],\n// services/report.ts\nports: [],`,
    right: `calls: ["report"],\n// services/report.ts\nports: [{ name: "http", port: 8080 }],`,
  },
  *check(service, view) {
    for (const call of callsOf(service, view)) {
      if (call.callee === undefined || call.callee.ports.length > 0) continue;
      const why = isJob(call.callee)
        ? `${withArticle(call.callee.kind)} with no ports`
        : "which has no ports";
      yield at(
        call.path,
        `is ${JSON.stringify(call.service)}, ${why}`,
        `add ports in ${call.callee.file}, or remove the call`,
      );
    }
  },
};
