import { callsOf } from "../calls.ts";
import { hasHttpPort } from "../kind_of.ts";
import { isEndless, timeoutSeconds } from "../seconds.ts";
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
    const timeout = timeoutSeconds(service.traffic);
    for (const { callee, path } of callsOf(service, view)) {
      if (callee === undefined || !hasHttpPort(callee)) continue;
      if (timeoutSeconds(callee.traffic) <= timeout) continue;
      // Then the tries are the reason, and another rule says so.
      if ((triesOf(callee.traffic)?.seconds ?? 0) > timeout) continue;
      const endless = isEndless(callee.traffic.timeout);
      const [own, its] = [service.traffic.timeout, callee.traffic.timeout].map((text) =>
        JSON.stringify(text)
      );
      const name = JSON.stringify(callee.name);
      const limit = endless ? "without a limit of time" : `with a timeout of ${its}`;
      const byDefault = callee.written.traffic?.timeout === undefined ? " by default" : "";
      const which = endless ? "which has no limit" : `which is ${its}${byDefault}`;
      yield service.written.traffic?.timeout === undefined
        ? at(path, `is ${name} ${limit}, above this service's ${own} by default`)
        : at(["traffic", "timeout"], `is ${own}, below that of ${callee.name}, ${which}`);
    }
  },
};
