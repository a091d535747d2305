import { describe, expect, it } from "vitest";
import { FORWARDED, forwardedHeaders, traceId } from "@/lib/trace";

const TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

describe("headers", () => {
  it("of the trace are handed on as they came, others are not", () => {
    const others = { cookie: "a=b", authorization: "secret", "x-forwarded-for": "10.0.0.1" };
    const values = Object.fromEntries(FORWARDED.map((name) => [name, `value of ${name}`]));
    const incoming = { ...others, ...values, traceparent: TRACEPARENT };
    expect(Object.fromEntries(forwardedHeaders(new Headers(incoming)))).toEqual({
      ...values,
      traceparent: TRACEPARENT,
    });
  });

  it.each([undefined, "nonsense", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`])(
    "begin a trace where there is none: %s",
    (traceparent) => {
      const incoming = new Headers({ tracestate: "a=b", ...(traceparent && { traceparent }) });
      const [one, other] = [forwardedHeaders(incoming), forwardedHeaders(incoming)];
      expect(traceId(one.get("traceparent"))).toMatch(/^[0-9a-f]{32}$/);
      expect(one.get("traceparent")).not.toBe(other.get("traceparent"));
      expect(one.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      // A trace state without its trace means nothing.
      expect(one.has("tracestate")).toBe(false);
      expect(one.has("x-canary")).toBe(false);
    },
  );
});

describe("the trace id", () => {
  it.each([
    [TRACEPARENT, "4bf92f3577b34da6a3ce929d0e0e4736"],
    [`01${TRACEPARENT.slice(2)}-later`, "4bf92f3577b34da6a3ce929d0e0e4736"],
    [TRACEPARENT.toUpperCase(), ""],
    ["", ""],
    [null, ""],
  ])("of %s is %s", (value, wanted) => {
    expect(traceId(value)).toBe(wanted);
  });
});
