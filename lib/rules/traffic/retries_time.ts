import { timeoutSeconds } from "../seconds.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";
import { formatSeconds, triesOf } from "../tries.ts";

/** MESH082: a timeout that ends before the last try. */
export const retriesTime: DefinitionRule = {
  code: "MESH082",
  name: "retries-time",
  severity: "error",
  over: "definition",
  about: ["traffic"],
  summary: "A service's timeout is shorter than all its tries",
  reason: "The timeout covers all tries together: the last ones would never be made, though the catalogue " +
    "promises them.",
  fix: "Raise `traffic.timeout`, or lower `retries.attempts` or `retries.perTryTimeout`.",
  example: {
    wrong: `traffic: { timeout: "5s", retries: { attempts: 2, perTryTimeout: "3s" } },`,
    right: `traffic: { timeout: "9s", retries: { attempts: 2, perTryTimeout: "3s" } },`,
  },
  *check({ written, traffic }) {
    const tries = triesOf(traffic);
    if (tries === undefined || timeoutSeconds(traffic) >= tries.seconds) return;
    const least = formatSeconds(tries.seconds);
    yield written.traffic?.timeout === undefined
      ? at(
        ["traffic", "retries"],
        `makes ${tries.text}, but traffic.timeout is ${
          JSON.stringify(traffic.timeout)
        } by default, must be at least ${least}`,
      )
      : at(
        ["traffic", "timeout"],
        `is ${JSON.stringify(traffic.timeout)}, must be at least ${least} for ${tries.text}`,
      );
  },
};
