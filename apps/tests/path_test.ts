import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { startRecorder } from "./recorder.ts";
import { sampleForm, SAMPLES } from "./samples.ts";
import { startTiers } from "../tiers.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const HEADERS = {
  "traceparent": `00-${TRACE}-00f067aa0ba902b7-01`,
  "tracestate": "vendor=value",
  "baggage": "who=test",
  "x-request-id": "request-1",
  "x-canary": "true",
};

Deno.test("a picture goes through all three tiers", async (t) => {
  await using toBackend = startRecorder();
  await using toModel = startRecorder();
  await using tiers = await startTiers({
    ml: { env: { VERSION: "canary", POD_NAME: "ml-canary-1" } },
    backend: { env: { ML_URL: toModel.url, RELEASE: "1.0.0" } },
    frontend: { env: { BACKEND_URL: toBackend.url } },
  });
  toModel.target = tiers.ml.url;
  toBackend.target = tiers.backend.url;
  const analyze = `${tiers.frontend.url}/api/analyze`;

  for (const name of SAMPLES) {
    await t.step(`and a ${name} is seen as one`, async () => {
      const response = await fetch(analyze, { method: "POST", body: sampleForm(name), headers: HEADERS });
      const answer = await response.json() as Answer;
      assert.equal(response.status, 200);
      assert.equal(answer.category, name);
      assert.ok(["reuse", "recycle", "resell"].includes(answer.advice?.action ?? ""));
      assert.deepEqual(answer.path, [
        { service: "frontend", version: "stable", release: "1.1.0", pod: "frontend-stable-1" },
        { service: "backend", version: "stable", release: "1.0.0", pod: "backend-stable-1" },
        { service: "ml", version: "canary", release: "1.1.0", pod: "ml-canary-1" },
      ]);
      assert.equal(answer.traceId, TRACE);
      assert.equal(answer.requestId, "request-1");
    });
  }

  await t.step("with the headers of its trace at each hop", () => {
    for (const { seen } of [toBackend, toModel]) {
      assert.equal(seen.length, SAMPLES.length);
      for (const headers of seen) {
        const got = Object.fromEntries(Object.keys(HEADERS).map((name) => [name, headers.get(name)]));
        assert.deepEqual(got, HEADERS);
      }
    }
  });

  await t.step("and every tier logs it as JSON with the trace id", async () => {
    for (const tier of ["frontend", "backend", "ml"] as const) {
      const logged = () => tiers[tier].lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      const requests = () => logged().filter((line) => line.trace_id === TRACE);
      // A line may be written after its answer has arrived.
      for (let wait = 0; wait < 100 && requests().length < SAMPLES.length; wait++) await delay(100);
      assert.ok(
        logged().every((line) => line.service === tier && "time" in line && "level" in line && "msg" in line),
      );
      assert.equal(requests().length, SAMPLES.length, tier);
      assert.ok(requests().every((line) => line.request_id === "request-1" && line.status === 200));
    }
  });

  await t.step("and a browser without scripts is led to the result page", async () => {
    const headers = { ...HEADERS, accept: "text/html" };
    const body = sampleForm("phone");
    const sent = await fetch(analyze, { method: "POST", body, headers, redirect: "manual" });
    await sent.body?.cancel();
    assert.equal(sent.status, 303);
    assert.equal(sent.headers.get("location"), "/result");
    const [cookie = ""] = (sent.headers.get("set-cookie") ?? "").split(";");
    const page = await (await fetch(`${tiers.frontend.url}/result`, { headers: { cookie } })).text();
    const hops = [...page.matchAll(/data-service="(\w+)" data-version="(\w+)"/g)].map(([, ...hop]) =>
      hop.join(" ")
    );
    assert.deepEqual(hops, ["frontend stable", "backend stable", "ml canary"]);
    assert.match(page, /<h1>phone<\/h1>/);
    assert.match(page, new RegExp(TRACE));
  });

  await t.step("and what is no picture is refused by the first tier that can tell", async () => {
    const refused = async (content: string | Uint8Array<ArrayBuffer>) => {
      const body = new FormData();
      body.set("image", new File([content], "a.png"));
      const response = await fetch(analyze, { method: "POST", body });
      const { error, path } = await response.json() as Answer;
      return [response.status, error?.code, path.at(-1)?.service];
    };
    assert.deepEqual(await refused("hello"), [415, "not_a_picture", "backend"]);
    const signature = new Uint8Array([0x89, ...new TextEncoder().encode("PNG\r\n\x1a\nand no more")]);
    assert.deepEqual(await refused(signature), [415, "not_a_picture", "ml"]);
    assert.deepEqual(await refused(new Uint8Array(6 * 1024 * 1024)), [413, "too_large", "frontend"]);
    assert.deepEqual(await refused(new Uint8Array(5 * 1024 * 1024 + 1)), [413, "too_large", "backend"]);
  });

  await t.step("and the upload page is safe and needs nothing from elsewhere", async () => {
    const response = await fetch(tiers.frontend.url);
    const page = await response.text();
    const policy = response.headers.get("content-security-policy") ?? "";
    const [, nonce = "none"] = /'nonce-([^']+)'/.exec(policy) ?? [];
    const scripts = [...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    assert.ok(scripts.length > 0 && scripts.every((tag) => tag.includes(`nonce="${nonce}"`)), scripts.join());
    assert.doesNotMatch(page, /(src|href)="(https?:)?\/\//);
    assert.doesNotMatch(page, /rel="stylesheet"/);
    assert.match(page, /<form [^>]*action="\/api\/analyze"[^>]*method="post"/i);
  });
});
