import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH087: a fault that says nothing. */
export const faultEmpty: DefinitionRule = {
  code: "MESH087",
  name: "fault-empty",
  severity: "error",
  over: "definition",
  about: ["traffic"],
  summary: "A fault has neither a delay nor an abort",
  reason: "It would do nothing, and whoever runs the experiment would believe that the service stood it.",
  fix: "Add `delay` or `abort`, or remove `fault`.",
  example: {
    wrong: `traffic: { fault: {} },`,
    right: `traffic: { fault: { delay: { percent: 50, duration: "2s" } } },`,
  },
  *check({ written }) {
    const fault = written.traffic?.fault;
    if (fault !== undefined && fault.delay === undefined && fault.abort === undefined) {
      yield at(["traffic", "fault"], "has neither delay nor abort", "add one of them, or remove fault");
    }
  },
};
