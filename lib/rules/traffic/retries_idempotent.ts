import { safeRetryConditions } from "../../model/defaults.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

const safe: readonly string[] = safeRetryConditions;

/** MESH081: retries that may do a thing twice. */
export const retriesIdempotent: DefinitionRule = {
  code: "MESH081",
  name: "retries-idempotent",
  severity: "error",
  over: "definition",
  about: ["traffic"],
  summary: "Requests that a server has seen are tried again, though nobody said that they may be sent twice",
  reason: "A request that was answered with an error, or cut off, may have done its work: sent again, the " +
    "picture is stored or the order is placed twice.",
  fix: "Say `traffic.idempotent: true` if every request may be sent twice. Otherwise use only " +
    "`connect-failure`, `refused-stream` and `reset-before-request`, where no server has seen the request.",
  example: {
    wrong: `traffic: { retries: { attempts: 2, on: ["5xx"] } },`,
    right: `traffic: { retries: { attempts: 2, on: ["5xx"] }, idempotent: true },`,
  },
  *check({ written, traffic: { idempotent } }) {
    const retries = written.traffic?.retries;
    if (retries?.on === undefined || retries.attempts === 0 || idempotent) return;
    for (const [index, condition] of retries.on.entries()) {
      if (safe.includes(condition)) continue;
      const text = `is ${
        JSON.stringify(condition)
      }, which repeats requests that a server may have carried out`;
      yield at(
        ["traffic", "retries", "on", index],
        text,
        "set traffic.idempotent: true, or remove the condition",
      );
    }
  },
};
