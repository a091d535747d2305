import { describe, expect, it } from "vitest";
import { fromCookie, readAnswer, type Success, toCookie } from "@/lib/answer";

const hop = { service: "ml", version: "canary", release: "1.1.0", pod: "ml-canary-1" };
const success: Success = {
  category: "mug",
  confidence: 0.9,
  advice: {
    action: "reuse",
    title: "Give it another job",
    steps: ["Keep pens in it"],
    impact: "It matters.",
  },
  alternatives: [{ category: "can", confidence: 0.05 }],
  path: [hop],
  requestId: "r-1",
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
};
const failure = {
  error: { code: "fault", message: "Fails on purpose" },
  path: [hop],
  requestId: "r-1",
  traceId: "",
};

describe("an answer", () => {
  it.each([success, failure])("goes through a cookie unchanged", (answer) => {
    expect(fromCookie(toCookie(answer))).toEqual(answer);
  });

  it("in a cookie needs no quoting and has room to spare", () => {
    const long = "x".repeat(200);
    const steps = [long, long, long];
    const big = { ...success, advice: { ...success.advice, steps }, path: [hop, hop, hop] };
    expect(toCookie(big)).toMatch(/^[\w-]+$/);
    expect(toCookie(big).length).toBeLessThan(3500);
  });

  it("loses what it should not have", () => {
    expect(readAnswer({ ...success, script: "<script>" })).toEqual(success);
    expect(readAnswer({ ...failure, error: { code: "c", message: "m".repeat(9999) } })).toMatchObject({
      error: { message: "m".repeat(200) },
    });
  });

  it.each([
    undefined,
    null,
    "text",
    [],
    {},
    { path: [hop] },
    { ...success, path: "frontend" },
    { ...success, confidence: 2 },
    { ...success, confidence: "0.9" },
    { ...success, category: undefined },
    { ...success, advice: undefined },
    { ...success, advice: { action: "burn" } },
  ])("is not %j", (value) => {
    expect(readAnswer(value)).toBeUndefined();
  });

  it.each([undefined, "", "%", "e30", "not base64 at all"])("is not in the cookie %j", (value) => {
    expect(fromCookie(value)).toBeUndefined();
  });
});
