import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { analyze } from "@/lib/analyze";
import { respond } from "@/lib/respond";
import { readSettings } from "@/lib/settings";

const backendHop = { service: "backend", version: "stable", release: "1.0.0", pod: "b" };
const success = {
  category: "mug",
  confidence: 0.9,
  advice: { action: "reuse", title: "Give it another job", steps: ["Keep pens in it"] },
  path: [backendHop],
  requestId: "r-1",
  traceId: "t-1",
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Settings for a backend that gives one answer to everything. */
async function behind(listener: RequestListener, variables: Record<string, string> = {}) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return readSettings({ BACKEND_URL: `http://127.0.0.1:${port}`, VERSION: "stable", ...variables });
}

const answering =
  (status: number, body: unknown): RequestListener =>
  (request, response) => {
    request.resume().on("end", () => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  };

function upload(bytes: number, headers: Record<string, string> = {}): Request {
  const body = new FormData();
  body.set("image", new File([new Uint8Array(bytes)], "a.png", { type: "image/png" }));
  return new Request("http://frontend/api/analyze", { method: "POST", body, headers });
}

describe("an upload", () => {
  it("is answered with the frontend at the beginning of the path", async () => {
    const { status, answer } = await analyze(upload(10), await behind(answering(200, success)));
    expect(status).toBe(200);
    expect(answer).toMatchObject({ category: "mug", requestId: "r-1" });
    expect(answer.path.map(({ service }) => service)).toEqual(["frontend", "backend"]);
  });

  it("reaches the backend whole, with its kind and its trace", async () => {
    let seen: IncomingMessage | undefined;
    let length = 0;
    const settings = await behind((request, response) => {
      seen = request;
      request.on("data", (chunk: Buffer) => {
        length += chunk.length;
      });
      request.on("end", () => response.end(JSON.stringify(success)));
    });
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await analyze(upload(300_000, { traceparent, "x-canary": "true", cookie: "a=b" }), settings);
    expect(seen?.headers).toMatchObject({ traceparent, "x-canary": "true" });
    expect(seen?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(seen?.headers).not.toHaveProperty("cookie");
    expect(length).toBeGreaterThan(300_000);
  });

  it.each([
    [
      "a refusal of the backend",
      415,
      { error: { code: "not_a_picture", message: "No" }, path: [backendHop] },
    ],
    ["a failure of the backend", 502, { error: { code: "model_failed", message: "No" }, path: [backendHop] }],
  ])("is answered with %s as it is", async (_, wanted, body) => {
    const { status, answer } = await analyze(upload(10), await behind(answering(wanted, body)));
    expect(status).toBe(wanted);
    expect(answer).toMatchObject({ error: body.error });
    expect(answer.path).toHaveLength(2);
  });

  it.each([
    ["the mesh has no backend", 503, "no healthy upstream", 502, "backend_failed"],
    ["the mesh does not wait longer", 504, "upstream request timeout", 504, "backend_failed"],
    ["the backend says nonsense", 200, "hello", 502, "backend_failed"],
    ["the backend says nothing", 200, {}, 502, "backend_failed"],
    ["a success is a failure", 200, { error: { code: "c", message: "m" }, path: [] }, 502, "backend_failed"],
    ["a failure is a success", 500, success, 502, "backend_failed"],
  ])("fails when %s", async (_, status, body, wanted, code) => {
    const got = await analyze(upload(10), await behind(answering(status, body)));
    expect(got).toMatchObject({ status: wanted, answer: { error: { code } } });
    expect(got.answer.path).toHaveLength(1);
  });

  it("fails when the backend is gone", async () => {
    const settings = await behind(answering(200, success));
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await analyze(upload(10), settings)).toMatchObject({
      status: 502,
      answer: { error: { code: "backend_unavailable" } },
    });
  });

  it.each([true, false])("that is too large is refused, its length said: %s", async (said) => {
    let asked = false;
    const settings = await behind(
      () => {
        asked = true;
      },
      { MAX_UPLOAD_BYTES: "1000" },
    );
    const whole = await upload(100_000).arrayBuffer();
    const body = said ? whole : new Blob([whole]).stream();
    const init = {
      method: "POST",
      body,
      duplex: "half",
      ...(said && { headers: { "content-length": "100200" } }),
    };
    const got = await analyze(new Request("http://frontend/api/analyze", init as RequestInit), settings);
    expect(got).toMatchObject({ status: 413, answer: { error: { code: "too_large" } } });
    expect(asked).toBe(false);
  });

  it("fails as told", async () => {
    const settings = await behind(answering(200, success), { FAULT_STATUS: "503", VERSION: "canary" });
    const { status, answer } = await analyze(upload(10), settings);
    expect(status).toBe(503);
    expect(answer).toMatchObject({ error: { code: "fault" }, path: [{ version: "canary" }] });
  });
});

describe("the response", () => {
  const analyzed = {
    status: 415,
    answer: { error: { code: "c", message: "m" }, path: [], requestId: "", traceId: "" },
  };

  it("to a browser leads to the result page", () => {
    const response = respond(analyzed, "text/html,*/*");
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/result");
    expect(response.headers.get("set-cookie")).toMatch(
      /^answer=[\w-]+; Path=\/result; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
  });

  it.each(["application/json", "*/*", ""])("to %j is JSON with the status", async (accept) => {
    const response = respond(analyzed, accept);
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual(analyzed.answer);
  });
});
