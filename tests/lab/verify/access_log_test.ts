import assert from "node:assert/strict";
import { readAccessLog } from "../../../lab/verify/access_log.ts";

Deno.test("an access log is read line by line, and what is no such line is left out", () => {
  const line = {
    ...{ start_time: "2026-01-02T03:04:05.678Z", response_code: 503, response_flags: "UF" },
    response_code_details: "upstream_reset_before_response_started{remote_connection_failure}",
    upstream_cluster: "outbound|8080|stable|backend-service.backend.svc.cluster.local",
  };
  const text = [
    'me":"cut at the begin"}',
    "2026-01-02T03:04:05.000000Z\tinfo\tEnvoy proxy is ready",
    JSON.stringify(line),
    "{not JSON",
    JSON.stringify({ level: "info" }),
    JSON.stringify({ start_time: "2026-01-02T03:04:06.000Z", response_code: 0, response_flags: null }),
  ].join("\n");
  assert.deepEqual(readAccessLog(text), [
    {
      time: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      status: 503,
      flags: "UF",
      details: "upstream_reset_before_response_started{remote_connection_failure}",
      cluster: "outbound|8080|stable|backend-service.backend.svc.cluster.local",
    },
    { time: Date.UTC(2026, 0, 2, 3, 4, 6), status: 0, flags: "-", details: "-", cluster: "-" },
  ]);
});
