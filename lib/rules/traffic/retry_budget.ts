import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH085: retries that the connection pool never allows. */
export const retryBudget: DefinitionRule = {
  code: "MESH085",
  name: "retry-budget",
  severity: "error",
  over: "definition",
  about: ["traffic"],
  summary: "Retries are wanted, but none may be under way",
  reason: "`connectionPool.maxRetries: 0` refuses every retry, so `retries.attempts` does nothing.",
  fix: "Raise `connectionPool.maxRetries`, or set `retries.attempts` to 0.",
  example: {
    wrong: `traffic: { retries: { attempts: 2 }, connectionPool: { maxRetries: 0 } },`,
    right: `traffic: { retries: { attempts: 2 }, connectionPool: { maxRetries: 10 } },`,
  },
  *check({ traffic: { retries, connectionPool } }) {
    if (retries.attempts === 0 || connectionPool.maxRetries > 0) return;
    const path = ["traffic", "connectionPool", "maxRetries"];
    yield at(
      path,
      `is 0, but traffic.retries.attempts is ${retries.attempts}`,
      "raise maxRetries, or set attempts to 0",
    );
  },
};
