import { describe, expect, it } from "vitest";
import { applyFault, askedFault, readFault } from "@/lib/fault";

describe("a fault", () => {
  it.each([
    [{}, { status: undefined, delay: 0, rate: 0 }],
    [{ FAULT_RATE: "0.5" }, { status: undefined, delay: 0, rate: 0 }],
    [{ FAULT_STATUS: "503" }, { status: 503, delay: 0, rate: 1 }],
    [{ FAULT_DELAY: "250ms" }, { status: undefined, delay: 250, rate: 1 }],
    [
      { FAULT_STATUS: "429", FAULT_DELAY: "1.5s", FAULT_RATE: "0.1" },
      { status: 429, delay: 1500, rate: 0.1 },
    ],
  ])("is read from %j", (variables, wanted) => {
    expect(readFault(variables)).toEqual(wanted);
  });

  it.each([
    { FAULT_STATUS: "200" },
    { FAULT_STATUS: "often" },
    { FAULT_DELAY: "5" },
    { FAULT_DELAY: "-1s" },
    { FAULT_STATUS: "503", FAULT_RATE: "2" },
    { FAULT_STATUS: "503", FAULT_RATE: "10%" },
  ])("is refused when it is %j", (variables) => {
    expect(() => readFault(variables)).toThrow(/^Cannot read/);
  });

  it.each([
    ["", undefined],
    ["ml:status=500", undefined],
    ["frontend@stable:status=500", undefined],
    ["frontend:status=503", { status: 503, delay: 0, rate: 1 }],
    ["frontend:delay=1.5", { status: undefined, delay: 1500, rate: 1 }],
    ["frontend@f-1:status=500", { status: 500, delay: 0, rate: 1 }],
    ["ml:delay=1, frontend:status=200", { status: 200, delay: 0, rate: 1 }],
    ["frontend@canary:delay=12;status=200,ml:status=500", { status: 200, delay: 12_000, rate: 1 }],
    ["frontend", { status: 400, delay: 0, rate: 1 }],
    ["frontend:stauts=503", { status: 400, delay: 0, rate: 1 }],
    ["frontend:status=600", { status: 400, delay: 0, rate: 1 }],
    ["ml:delay=soon", { status: 400, delay: 0, rate: 1 }],
    ["frontend:delay=123456", { status: 400, delay: 0, rate: 1 }],
  ])("is asked for by a request with %j", (header, wanted) => {
    expect(askedFault(header, { service: "frontend", version: "canary", pod: "f-1" })).toEqual(wanted);
  });

  it("comes about as often as it is told", async () => {
    const fault = { status: 500, delay: 0, rate: 0.5 };
    const got = await Promise.all(Array.from({ length: 1000 }, () => applyFault(fault)));
    const failed = got.filter((status) => status === 500).length;
    // More than six standard deviations to each side.
    expect(failed).toBeGreaterThan(400);
    expect(failed).toBeLessThan(600);
  });

  it("waits before it fails", async () => {
    const begin = performance.now();
    expect(await applyFault({ status: 503, delay: 100, rate: 1 })).toBe(503);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(95);
  });
});
