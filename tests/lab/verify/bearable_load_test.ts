import assert from "node:assert/strict";
import type { Engine } from "../../../lab/engine.ts";
import { bearableLoad, loadFor } from "../../../lab/verify/bearable_load.ts";

const GATEWAY = { gateway: { namespace: "istio-ingress", name: "istio-ingress" } } as Parameters<
  typeof bearableLoad
>[1];

for (
  const [capacity, rate, parallel] of [
    [2000, 60, 32],
    [120, 60, 32],
    [30, 15, 15],
    [7.9, 3, 3],
    [0.1, 1, 2],
  ] as const
) {
  Deno.test(`a machine that answers ${capacity} requests per second is sent ${rate}, ${parallel} at once`, () => {
    const load = loadFor(capacity);
    assert.deepEqual([load.rate, load.parallel], [rate, parallel]);
  });
}

Deno.test("what takes long gets a load that it can bear", async () => {
  let [underWay, most] = [0, 0];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async () => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 100));
    underWay--;
    return new Response("late");
  });
  const { hostname, port } = server.addr as Deno.NetAddr;
  const way = { hostname, port, [Symbol.asyncDispose]: () => Promise.resolve() };
  const engine = { reach: () => Promise.resolve(way) } as Partial<Engine> as Engine;
  const exposure = { host: "slow.test", tls: undefined, paths: ["/"] };
  const { rate } = await bearableLoad(engine, GATEWAY, [exposure]);
  await server.shutdown();
  // Four at once that take 100 ms each are 40 a second at the most.
  assert.ok(rate >= 1 && rate <= 20, `${rate}`);
  assert.ok(most > 1 && most <= 4, `${most}`);
});
