import { callsOf } from "../calls.ts";
import { hasHttpPort } from "../kind_of.ts";
import { seconds } from "../seconds.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";
import { triesOf } from "../tries.ts";

/** MESH084: a caller that gives up before its callee does. */
export const calleeTimeout: ServiceRule = {
  code: "MESH084",
  name: "callee-timeout",
  severity: "warning",
  over: "service",
  about: ["calls"],
  summary: "A service's timeout is shorter than that of one that it calls",
  reason:
    "Its callers are told that it failed while the callee is still allowed to work: the answer comes to " +
    "nobody.",
  fix: "Let timeouts grow towards the edge: lower the callee's, or raise this one's.",
  example: {
    wrong: `traffic: { timeout: "5s" },
calls: ["model"],
// services/model.ts
traffic: { timeout: "8s" },`,
    right: `traffic: { timeout: "10s" },
calls: ["model"],
// services/model.ts
traffic: { timeout: "8s" },`,
  },
  *check(service, view) {
    if (service.written.calls === undefined || !hasHttpPort(service)) return;
    const timeout = seconds(service.traffic.timeout);
    for (const { callee, path } of callsOf(service, view)) {
      if (callee === undefined || !hasHttpPort(callee)) continue;
      if (seconds(callee.traffic.timeout) <= timeout) continue;
      // Then the tries are the reason, and another rule says so.
      if ((triesOf(callee.traffic)?.seconds ?? 0) > timeout) continue;
      const [own, its] = [service.traffic.timeout, callee.traffic.timeout].map((text) =>
        JSON.stringify(text)
      );
      const byDefault = callee.written.traffic?.timeout === undefined ? " by default" : "";
      yield service.written.traffic?.timeout === undefined
        ? at(
          path,
          `is ${
            JSON.stringify(callee.name)
          } with a timeout of ${its}, above this service's ${own} by default`,
        )
        : at(["traffic", "timeout"], `is ${own}, below that of ${callee.name}, which is ${its}${byDefault}`);
    }
  },
};
