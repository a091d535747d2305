import { callsOf } from "../calls.ts";
import { hasHttpPort } from "../kind_of.ts";
import { timeoutSeconds } from "../seconds.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";
import { formatSeconds, triesOf } from "../tries.ts";

/** MESH083: a caller that gives up before its callee has been tried often enough. */
export const calleeRetriesTime: ServiceRule = {
  code: "MESH083",
  name: "callee-retries-time",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "A service's timeout is shorter than all tries of one that it calls",
  reason:
    "While it waits for the callee's last tries, its own callers have long been told that it failed: the " +
    "retries are load that helps nobody, at the very moment when the callee is in trouble.",
  fix: "Raise this service's `traffic.timeout`, or lower the callee's attempts or time for each.",
  example: {
    wrong: `traffic: { timeout: "5s" },
calls: ["model"],
// services/model.ts
traffic: { timeout: "9s", retries: { attempts: 2, perTryTimeout: "3s" } },`,
    right: `traffic: { timeout: "10s" },
calls: ["model"],
// services/model.ts
traffic: { timeout: "9s", retries: { attempts: 2, perTryTimeout: "3s" } },`,
  },
  *check(service, view) {
    if (service.written.calls === undefined || !hasHttpPort(service)) return;
    const { timeout } = service.traffic;
    for (const { callee, path } of callsOf(service, view)) {
      const tries = callee === undefined ? undefined : triesOf(callee.traffic);
      if (tries === undefined || timeoutSeconds(service.traffic) >= tries.seconds) continue;
      const [where, said] = service.written.traffic?.timeout === undefined
        ? [
          path,
          `is ${JSON.stringify(callee!.name)}, but traffic.timeout is ${JSON.stringify(timeout)} by default`,
        ]
        : [["traffic", "timeout"], `is ${JSON.stringify(timeout)}`];
      yield at(
        where,
        `${said}, must be at least ${formatSeconds(tries.seconds)} for ${tries.text} at ${callee!.name}`,
      );
    }
  },
};
