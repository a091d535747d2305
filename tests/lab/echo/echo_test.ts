import assert from "node:assert/strict";
import { echo, type EchoAnswer } from "../../../lab/echo/echo.ts";
import { faultFor } from "../../../lab/echo/fault.ts";
import { forwardedHeaders } from "../../../lab/echo/forwarded_headers.ts";

const WHO = { service: "backend", version: "canary", pod: "backend-canary-1" };
const SETTINGS = { ...WHO, upstreams: new Map<string, string>(), fault: "", patience: 2000 };

for (
  const [text, expected] of [
    ["", undefined],
    ["ml:status=500", undefined],
    ["backend@stable:status=500", undefined],
    ["backend:status=503", { delay: 0, status: 503, share: 1, times: Infinity }],
    [
      "ml:delay=1, backend@canary:delay=0.5;times=2",
      { delay: 0.5, status: undefined, share: 1, times: 2 },
    ],
    ["backend:status=500;share=0.05", { delay: 0, status: 500, share: 0.05, times: Infinity }],
    ["backend@backend-canary-1:status=500", { delay: 0, status: 500, share: 1, times: Infinity }],
  ] as const
) {
  Deno.test(`of "${text}" this program takes ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(faultFor(text, WHO), expected);
  });
}

Deno.test("a fault that cannot be read is refused, not ignored", async () => {
  for (const text of ["backend", "backend:stauts=1", "ml:status=x"]) {
    assert.throws(() => faultFor(text, WHO), TypeError);
    const response = await echo(SETTINGS)(new Request("http://x/", { headers: { "x-fault": text } }));
    assert.equal(response.status, 400);
  }
});

Deno.test("a share of the requests fails", async () => {
  const handler = echo({ ...SETTINGS, fault: "backend:status=500;share=0.5" });
  const count = 400;
  const answers = await Promise.all(
    Array.from({ length: count }, () => handler(new Request("http://x/")).then(({ status }) => status)),
  );
  const failed = answers.filter((status) => status === 500).length;
  // Outside of these bounds with a chance of less than 1e-9.
  assert.ok(failed > count * 0.34 && failed < count * 0.66, `${failed} of ${count}`);
  assert.equal(answers.filter((status) => status === 200).length, count - failed);
});

Deno.test("headers of the trace and the version are forwarded, those of the hop are not", () => {
  const headers = new Headers({
    "traceparent": "00-1",
    "tracestate": "a=b",
    "x-request-id": "1",
    "x-canary": "true",
    "x-forwarded-for": "10.0.0.1",
    "x-envoy-attempt-count": "1",
    "accept": "*/*",
  });
  const names = [...forwardedHeaders(headers).keys()];
  assert.deepEqual(names, ["traceparent", "tracestate", "x-canary", "x-request-id"]);
});

Deno.test("a tier answers who it is, and what the tier that it calls answers", async () => {
  const below = Deno.serve({ port: 0, onListen() {} }, echo({ ...SETTINGS, service: "ml" }));
  const url = `http://127.0.0.1:${below.addr.port}/predict`;
  const handler = echo({ ...SETTINGS, upstreams: new Map([["ML_URL", url]]) });
  const ask = async (fault: string) => {
    const headers = { "x-canary": "true", "x-request-id": "1", "x-fault": fault };
    const response = await handler(new Request("http://x/a?b=c", { headers }));
    return { status: response.status, answer: await response.json() as EchoAnswer };
  };
  try {
    const { status, answer } = await ask("");
    assert.deepEqual([status, answer.service, answer.path], [200, "backend", "/a?b=c"]);
    const [upstream] = answer.upstreams;
    const seen = upstream?.body as EchoAnswer;
    assert.deepEqual([upstream?.status, seen.service, seen.headers["x-canary"]], [200, "ml", "true"]);
    const failed = await ask("ml:status=503;times=1");
    assert.deepEqual([failed.status, failed.answer.upstreams[0]?.status], [502, 503]);
    assert.equal((await ask("ml:status=503;times=1")).status, 200);
  } finally {
    await below.shutdown();
  }
});

Deno.test("its health is what it was told to be", async () => {
  const handler = echo(SETTINGS);
  const health = async () => (await handler(new Request("http://x/readyz"))).status;
  assert.equal(await health(), 200);
  await handler(new Request("http://x/echo/health?status=503", { method: "POST" }));
  assert.equal(await health(), 503);
});
