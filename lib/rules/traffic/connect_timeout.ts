import { hasHttpPort } from "../kind_of.ts";
import { seconds, timeoutSeconds } from "../seconds.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH091: a connection may take longer to open than the whole request may last. */
export const connectTimeout: DefinitionRule = {
  code: "MESH091",
  name: "connect-timeout",
  severity: "warning",
  over: "definition",
  about: ["traffic"],
  summary: "A connection may take longer to open than a request may last",
  reason: "The request is given up first, so the limit for connections never acts, and no try is left for " +
    "another pod.",
  fix: "Lower `connectionPool.connectTimeout` below `timeout`.",
  example: {
    wrong: `traffic: { timeout: "5s", connectionPool: { connectTimeout: "10s" } },`,
    right: `traffic: { timeout: "5s", connectionPool: { connectTimeout: "1s" } },`,
  },
  *check(service) {
    const written = service.written.traffic?.connectionPool?.connectTimeout;
    const { timeout } = service.traffic;
    if (written === undefined || !hasHttpPort(service)) return;
    if (seconds(written) < timeoutSeconds(service.traffic)) return;
    const text = `is ${JSON.stringify(written)}, must be below traffic.timeout, which is ${
      JSON.stringify(timeout)
    }`;
    yield at(["traffic", "connectionPool", "connectTimeout"], text);
  },
};
