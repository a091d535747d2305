// Starts the built server: what it prints becomes lines of JSON, and idle connections outlive the sidecar's.
import { hostname } from "node:os";
import { format } from "node:util";

// The sidecar keeps idle connections for an hour; whoever closes first must be the sidecar.
process.env.KEEP_ALIVE_TIMEOUT ||= String(61 * 60 * 1000);
process.env.NEXT_TELEMETRY_DISABLED ||= "1";

const { VERSION = "local", RELEASE = "1.1.0", POD_NAME = hostname() } = process.env;
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
for (const [method, level] of [
  ["log", "info"],
  ["info", "info"],
  ["warn", "warn"],
  ["error", "error"],
]) {
  console[method] = (...words) => {
    const msg = format(...words)
      .replaceAll(escapes, "")
      .trim();
    if (msg === "") return;
    const who = { service: "frontend", version: VERSION, release: RELEASE, pod: POD_NAME };
    process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, msg, ...who })}\n`);
  };
}

await import("./server.js");
