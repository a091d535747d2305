/**
 * The echo program: stands for a tier where its image is not at hand. It answers who it is and what it was asked, and
 * calls the tiers that its environment names.
 *
 * @module
 */

import { echo } from "./echo.ts";

/** Variables that name a tier to call. */
const UPSTREAMS = ["BACKEND_URL", "ML_URL", "UPSTREAM_URL"];

if (import.meta.main) {
  const variable = (name: string) => Deno.env.get(name) ?? "";
  const handler = echo({
    service: variable("ECHO_SERVICE"),
    version: variable("ECHO_VERSION"),
    pod: variable("ECHO_POD"),
    fault: variable("ECHO_FAULT"),
    patience: 30_000,
    upstreams: new Map(
      UPSTREAMS.map((name) => [name, variable(name)] as const).filter(([, url]) => url !== ""),
    ),
  });
  const ports = variable("ECHO_PORTS").split(",").filter((port) => port !== "").map(Number);
  const servers = (ports.length === 0 ? [8080] : ports).map((port) => Deno.serve({ port }, handler));
  Deno.addSignalListener("SIGTERM", () => {
    void Promise.all(servers.map((server) => server.shutdown())).then(() => Deno.exit(0));
  });
}
