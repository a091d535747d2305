import { describe, expect, it } from "vitest";
import { readSettings } from "@/lib/settings";

describe("settings", () => {
  it("are read from the environment", () => {
    const variables = {
      BACKEND_URL: "http://backend:8080/",
      MAX_UPLOAD_BYTES: "100",
      VERSION: "canary",
      RELEASE: "2.0.0",
      POD_NAME: "frontend-canary-1",
    };
    expect(readSettings(variables)).toMatchObject({
      backend: "http://backend:8080",
      maxUploadBytes: 100,
      hop: { service: "frontend", version: "canary", release: "2.0.0", pod: "frontend-canary-1" },
    });
  });

  it.each([{ BACKEND_URL: "backend:8080" }, { MAX_UPLOAD_BYTES: "5MB" }, { FAULT_STATUS: "yes" }])(
    "are refused when they are %j",
    (variables) => {
      expect(() => readSettings(variables)).toThrow(/^Cannot read/);
    },
  );
});
