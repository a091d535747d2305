import assert from "node:assert/strict";
import { sendRequests } from "../../../lab/verify/send_requests.ts";

/** A server for one test. */
function serving(handler: (request: Request) => Response | Promise<Response>): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handler);
}

Deno.test("each batch has its answers in order, with the host that was asked for", async () => {
  await using server = serving(async (request) =>
    new Response(
      `${request.method} ${request.headers.get("host")} ${new URL(request.url).pathname} ${await request
        .text()}`,
    )
  );
  const { hostname, port } = server.addr;
  const [first = [], second = []] = await sendRequests([
    { hostname, port, host: "www.example", path: "/a", count: 3, parallel: 2 },
    { hostname, port, method: "POST", path: "/b", body: "text", keep: 4 },
  ]);
  assert.deepEqual(
    first.map(({ status, body }) => `${status} ${body}`),
    Array(3).fill("200 GET www.example /a "),
  );
  assert.deepEqual(second.map(({ body }) => body), ["POST"]);
});

Deno.test("a connection that is refused, reset or silent is no answer", async () => {
  await using silent = serving(() =>
    new Promise<Response>((resolve) => setTimeout(() => resolve(new Response()), 300))
  );
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const resetting = (async () => (await listener.accept()).close())();
  const { hostname, port } = silent.addr;
  const [[quiet] = [], [closed] = [], [refused] = []] = await sendRequests([
    { hostname, port, timeout: 0.05 },
    { hostname, port: listener.addr.port },
    { hostname, port: 1 },
  ]);
  await resetting;
  assert.deepEqual([quiet?.status, quiet?.error], [0, "no answer within 0.05 s"]);
  assert.equal(closed?.status, 0);
  assert.notEqual(closed?.error, "");
  assert.deepEqual([refused?.status, refused?.error], [0, "ECONNREFUSED"]);
});

Deno.test("no more are under way than asked for, and connections are kept", async () => {
  let now = 0;
  let most = 0;
  const connections = new Set<number>();
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (_, { remoteAddr }) => {
      connections.add(remoteAddr.port);
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
      return new Response();
    },
  );
  const { hostname, port } = server.addr;
  const [answers = []] = await sendRequests([{ hostname, port, count: 60, parallel: 3 }]);
  assert.equal(answers.filter(({ status }) => status === 200).length, 60);
  assert.ok(most <= 3 && connections.size <= 3, `${most} at once over ${connections.size} connections`);
});

Deno.test("requests start no earlier than their spacing says", async () => {
  await using server = serving(() => new Response());
  const { hostname, port } = server.addr;
  const [answers = []] = await sendRequests([{ hostname, port, count: 4, parallel: 4, spacing: 0.05 }]);
  answers.forEach(({ begun }, index) => assert.ok(begun >= index * 0.05 - 0.005, `${index}: ${begun}`));
});
