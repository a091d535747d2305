import { callsOf } from "../calls.ts";
import { knownNames } from "../known_names.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH040: a call to a service that doesn't exist. */
export const unknownCallee: ServiceRule = {
  code: "MESH040",
  name: "unknown-callee",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A service calls one that the catalogue does not have",
  reason:
    "Who may reach whom comes from `calls` alone. A call to nobody opens no way, and the call that was " +
    "meant is refused at run time. It also happens when a service is removed while others still call it.",
  fix: "Correct the name, remove the call, or use `egress` for a host outside the cluster.",
  example: {
    wrong: `calls: ["modle"],\n// services/model.ts`,
    right: `calls: ["model"],\n// services/model.ts`,
  },
  *check(service, view) {
    const known = view.whole.bases;
    for (const call of callsOf(service, view)) {
      if (known.has(call.service)) continue;
      yield at(
        call.path,
        `is ${JSON.stringify(call.service)}, no such service`,
        knownNames(call.service, known.keys()),
      );
    }
  },
};
