import { callsOf } from "../calls.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH042: a service calls itself. */
export const selfCall: ServiceRule = {
  code: "MESH042",
  name: "self-call",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A service calls itself",
  reason:
    "No rule lets a service's pods in to each other, since that would let a broken-in pod reach its peers; " +
    "the call would be refused at run time.",
  fix: "Remove the call. What pods of one service share belongs in a service of its own.",
  example: {
    wrong: `calls: ["backend"],`,
    right: `calls: [],`,
  },
  *check(service, view) {
    for (const call of callsOf(service, view)) {
      if (call.service === service.name) {
        yield at(call.path, `is ${JSON.stringify(call.service)}, the service itself`, "remove the call");
      }
    }
  },
};
