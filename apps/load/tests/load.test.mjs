import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { pace } from "../pace.mjs";
import { sender } from "../send.mjs";
import { readSettings } from "../settings.mjs";

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A gateway that keeps what it was asked. */
async function gateway(status = 200) {
  const asked = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      asked.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(parts),
      });
      response.statusCode = status;
      response.end("{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { asked, url: `http://127.0.0.1:${server.address().port}/api/analyze`, server };
}

function close(server) {
  server.closeAllConnections();
  server.close();
}

const written = (fields) =>
  JSON.stringify({ url: "http://gateway/", host: "a.local", requestsPerSecond: 5, upload: true, ...fields });

test("settings are read", () => {
  const { url, ...rest } = readSettings(written({ url: "http://gateway:80/api" }));
  assert.deepEqual([url.href, rest], ["http://gateway/api", {
    host: "a.local",
    requestsPerSecond: 5,
    upload: true,
  }]);
});

for (
  const [name, value] of [
    ["url", "gateway"],
    ["url", "https://gateway/"],
    ["host", ""],
    ["requestsPerSecond", 0],
    ["requestsPerSecond", 1001],
    ["upload", "yes"],
  ]
) {
  test(`${JSON.stringify(value)} is refused as ${name}`, () => {
    assert.throws(
      () => readSettings(written({ [name]: value })),
      new RegExp(`^Error: Cannot use .* for ${name}: `),
    );
  });
}

test("a picture is uploaded as a form of a page does it, under the exposed host", async () => {
  const { asked, url, server } = await gateway();
  const { send, close: give } = sender(readSettings(written({ url, host: "frontend.local" })));
  assert.equal(await send(), "200");
  const [{ method, url: path, headers, body }] = asked;
  assert.deepEqual([method, path, headers.host], ["POST", "/api/analyze", "frontend.local"]);
  const form = await new Response(body, { headers: { "content-type": headers["content-type"] } }).formData();
  const picture = form.get("image");
  assert.equal(picture.type, "image/webp");
  const sample = readFileSync(new URL("../sample.webp", import.meta.url));
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), sample);
  give();
  close(server);
});

test("without an upload it is a GET", async () => {
  const { asked, url, server } = await gateway(503);
  const { send, close: give } = sender(readSettings(written({ url, upload: false })));
  assert.equal(await send(), "503");
  assert.deepEqual([asked[0].method, asked[0].body.length], ["GET", 0]);
  give();
  close(server);
});

test("nobody at home is an outcome, not an error", async () => {
  const { url, server } = await gateway();
  close(server);
  await once(server, "close");
  const { send } = sender(readSettings(written({ url })));
  assert.equal(await send(), "ECONNREFUSED");
});

test("the pace holds although answers are slow, and what is too much is left out", async () => {
  let sent = 0;
  const never = () => {
    sent += 1;
    return new Promise(() => {});
  };
  const pacing = pace(100, never, 5);
  await sleep(500);
  pacing.stop();
  const { left_out: leftOut, requests } = pacing.take();
  assert.deepEqual([sent, requests], [5, 0]);
  assert.ok(
    sent + leftOut >= 20 && sent + leftOut <= 60,
    `${sent + leftOut} in half a second at 100 per second`,
  );
});

test("a process that was stopped for a while doesn't make up for it", async () => {
  let sent = 0;
  const pacing = pace(50, () => {
    sent += 1;
    return Promise.resolve("200");
  });
  const until = performance.now() + 3000;
  while (performance.now() < until);
  await sleep(100);
  pacing.stop();
  assert.ok(sent <= 20, `${sent} sent`);
});

test("outcomes are counted once, with the time they took", async () => {
  const outcomes = ["200", "200", "503"];
  const pacing = pace(50, () => Promise.resolve(outcomes.shift() ?? "200"));
  await sleep(200);
  pacing.stop();
  await sleep(1);
  const { requests, outcomes: counted, left_out, p50_ms } = pacing.take();
  assert.equal(counted["503"], 1);
  assert.equal(requests, counted["200"] + 1);
  assert.equal(left_out, 0);
  assert.equal(typeof p50_ms, "number");
  assert.deepEqual(pacing.take(), { requests: 0, outcomes: {}, left_out: 0, p50_ms: null, p99_ms: null });
});

const MAIN = fileURLToPath(new URL("../main.mjs", import.meta.url));

async function run(settings, whenBegun) {
  const folder = mkdtempSync(join(tmpdir(), "load-"));
  const path = join(folder, "settings.json");
  writeFileSync(path, settings);
  const child = spawn(process.execPath, [MAIN, path], { env: { ...process.env, PORT: "0" } });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
    if (text.includes('"begun"')) whenBegun?.(child);
  });
  const [code] = await once(child, "exit");
  rmSync(folder, { recursive: true });
  return { code, lines: text.trim().split("\n").map((line) => JSON.parse(line)) };
}

test("the program sends, and ends when it is asked to, with what it has counted", async () => {
  const { asked, url, server } = await gateway();
  let told = false;
  const { code, lines } = await run(written({ url, requestsPerSecond: 50 }), (child) => {
    if (!told) setTimeout(() => child.kill("SIGTERM"), 500);
    told = true;
  });
  assert.equal(code, 0);
  assert.deepEqual(lines.map(({ msg }) => msg), ["begun", "ended"]);
  assert.ok(asked.length > 5);
  assert.ok(lines[1].outcomes["200"] > 5);
  close(server);
});

test("settings that can't be used end it with a line that says why", async () => {
  const { code, lines } = await run(written({ host: "" }));
  assert.equal(code, 1);
  assert.deepEqual(lines.map(({ level, msg }) => [level, msg]), [[
    "error",
    'Cannot use "" for host: it takes a host',
  ]]);
});
