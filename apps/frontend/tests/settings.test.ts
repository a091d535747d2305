import { describe, expect, it } from "vitest";
import { faultOf, readSettings } from "@/lib/settings";

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

  it.each([
    { BACKEND_URL: "backend:8080" },
    { MAX_UPLOAD_BYTES: "5MB" },
    { FAULT_STATUS: "yes" },
    { FAULTS_BY_HEADER: "yes" },
  ])("are refused when they are %j", (variables) => {
    expect(() => readSettings(variables)).toThrow(/^Cannot read/);
  });

  it.each([
    ["true", 503],
    ["false", 500],
    ["", 500],
  ])("let a request ask for a fault of its own if FAULTS_BY_HEADER is %j", (allowed, status) => {
    const settings = readSettings({ FAULT_STATUS: "500", FAULTS_BY_HEADER: allowed });
    const asking = { headers: new Headers({ "x-fault": "frontend:status=503" }) };
    expect(faultOf(asking, settings).status).toBe(status);
    expect(faultOf({ headers: new Headers() }, settings).status).toBe(500);
  });
});
