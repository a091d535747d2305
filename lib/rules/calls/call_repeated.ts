import { isDeepStrictEqual } from "node:util";
import { callsOf, type WrittenCall } from "../calls.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

const isLimited = ({ call }: WrittenCall) => call.methods !== undefined || call.paths !== undefined;

function sharePorts(a: WrittenCall, b: WrittenCall): boolean {
  const [left, right] = [a.call.ports, b.call.ports];
  return left === undefined || right === undefined || left.some((port) => right.includes(port));
}

/** MESH046: two calls of which one makes the other pointless. */
export const callRepeated: ServiceRule = {
  code: "MESH046",
  name: "call-repeated",
  severity: "error",
  over: "service",
  about: ["calls"],
  summary: "Two calls to one service say the same, or one lifts the other's limits",
  reason:
    "Calls add up: what one lets through is let through. A limit beside a call without limits protects " +
    "nothing, though it looks as if it did.",
  fix: "Keep one of the two, or give both their limits or ports.",
  example: {
    wrong: `calls: [{ service: "model", methods: ["GET"] }, "model"],\n// services/model.ts`,
    right: `calls: [{ service: "model", methods: ["GET"] }],\n// services/model.ts`,
  },
  *check(service, view) {
    const calls = callsOf(service, view);
    for (const [position, call] of calls.entries()) {
      for (const before of calls.slice(0, position)) {
        if (before.service !== call.service || !sharePorts(before, call)) continue;
        const callee = JSON.stringify(call.service);
        const here = ["calls", call.index];
        if (isDeepStrictEqual(before.call, call.call) || (!isLimited(before) && !isLimited(call))) {
          yield at(
            here,
            `lets requests to ${callee} through, as calls[${before.index}] does already`,
            "keep one of them",
          );
        } else if (!isLimited(before) || !isLimited(call)) {
          const [open, limited] = isLimited(before) ? [call, before] : [before, call];
          const text = `limits requests to ${callee}, but calls[${open.index}] lets all of them through`;
          yield at(["calls", limited.index], text, "keep one of them");
        }
      }
    }
  },
};
