import assert from "node:assert/strict";
import type { Engine } from "../../../lab/engine.ts";
import { delay } from "../../../lab/process/delay.ts";
import { constantLoad } from "../../../lab/verify/constant_load.ts";

/** An engine whose every service is a server of this process. */
function leadingTo({ hostname, port }: Deno.NetAddr): Engine {
  const reach: Engine["reach"] = () =>
    Promise.resolve({ hostname, port, [Symbol.asyncDispose]: () => Promise.resolve() });
  return { reach } as Partial<Engine> as Engine;
}

const GATEWAY = { gateway: { namespace: "istio-ingress", name: "istio-ingress" } } as Parameters<
  typeof constantLoad
>[1];

const RATE = { rate: 100, parallel: 10, timeout: 5 };

Deno.test("a load asks its hosts in turn, each by its own journey, and counts what fails", async () => {
  const seen = new Map<string, string>();
  const serve = (request: Request) => {
    const host = request.headers.get("host") ?? "";
    seen.set(host, `${request.method} ${new URL(request.url).pathname}`);
    return host === "bad.local" ? new Response("no healthy upstream", { status: 503 }) : new Response("good");
  };
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, serve);
  const hosts = [
    { host: "good.local", tls: undefined, paths: ["/shop"] },
    {
      host: "bad.local",
      tls: undefined,
      paths: ["/"],
      journey: { method: "POST", path: "/buy", body: "it" },
    },
  ];
  const load = await constantLoad(leadingTo(server.addr), GATEWAY, hosts, RATE);
  await delay(500);
  await load[Symbol.asyncDispose]();
  const { sent, answered, failures } = load.count();
  assert.deepEqual(Object.fromEntries(seen), { "good.local": "GET /shop", "bad.local": "POST /buy" });
  assert.ok(sent > 5, `${sent} were sent`);
  assert.equal(answered, sent);
  assert.equal(failures.length, Math.floor(sent / 2));
  for (const { host, status, body } of failures) {
    assert.deepEqual([host, status, body], ["bad.local", 503, "no healthy upstream"]);
  }
});

for (
  const [what, timeout, failed] of [
    ["what is slow is waited for, and no more than the parallel ones are under way", 5, 0],
    ["what is given up has failed", 0.2, 1],
  ] as const
) {
  Deno.test(what, async () => {
    let underWay = 0;
    let most = 0;
    const serve = async () => {
      most = Math.max(most, ++underWay);
      await delay(300);
      underWay--;
      return new Response();
    };
    await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, serve);
    const hosts = [{ host: "slow.local", tls: undefined, paths: ["/"] }];
    const options = { ...RATE, parallel: 3, timeout };
    const load = await constantLoad(leadingTo(server.addr), GATEWAY, hosts, options);
    await delay(700);
    await load[Symbol.asyncDispose]();
    const { sent, failures } = load.count();
    assert.equal(failures.length, failed * sent);
    for (const { error } of failures) assert.equal(error, `no answer within ${timeout} s`);
    if (failed === 0) assert.equal(most, 3);
  });
}
