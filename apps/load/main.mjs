/**
 * Sends requests to the gateway at a steady pace, and prints every ten seconds how they ended.
 *
 * Argument: the path of its settings, see `settings.mjs`.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import process from "node:process";
import { pace } from "./pace.mjs";
import { sender } from "./send.mjs";
import { readSettings } from "./settings.mjs";

/** Seconds between two lines of the log. */
const REPORT = 10;

/** Where it says that it runs. */
const PORT = 8080;

function log(level, msg, fields) {
  console.log(JSON.stringify({ time: new Date().toISOString(), level, msg, ...fields }));
}

function begin(path) {
  const settings = readSettings(readFileSync(path, "utf8"));
  const { send, close } = sender(settings);
  const health = createServer((_, answer) => answer.end("ok\n"));
  health.listen(Number(process.env.PORT ?? PORT));
  const pacing = pace(settings.requestsPerSecond, send);
  const reporting = setInterval(() => log("info", "sent", pacing.take()), REPORT * 1000);
  const { url, host, requestsPerSecond, upload } = settings;
  log("info", "begun", { url: url.href, host, requests_per_second: requestsPerSecond, upload });
  const end = () => {
    pacing.stop();
    clearInterval(reporting);
    log("info", "ended", pacing.take());
    close();
    health.close();
    health.closeAllConnections();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

try {
  begin(process.argv[2] ?? "/etc/load-generator/settings.json");
} catch (error) {
  log("error", error.message, {});
  process.exitCode = 1;
}
