import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { journeyFrom, visitsOf } from "../../../lab/verify/journeys.ts";
import { sendRequests } from "../../../lab/verify/send_requests.ts";

const of = (image: string, paths: readonly string[] = ["/"]) =>
  journeyFrom({ versions: [{ image }] }, { paths });

Deno.test("the journey from the frontend is the upload of a picture, byte for byte", async () => {
  const sample = await Deno.readFile(
    new URL("../../../apps/frontend/public/samples/mug.webp", import.meta.url),
  );
  const received = Promise.withResolvers<FormData>();
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      if (request.method === "POST" && new URL(request.url).pathname === "/api/analyze") {
        received.resolve(await request.formData());
      }
      return new Response();
    },
  );
  const { hostname, port } = server.addr;
  await sendRequests([{ hostname, port, ...await of("ghcr.io/3rvision/frontend:1.0.0") }]);
  const image = (await received.promise).get("image");
  assert.ok(image instanceof File);
  assert.equal(image.type, "image/webp");
  assert.deepEqual(Buffer.from(await image.arrayBuffer()), Buffer.from(sample));
});

for (
  const [what, image, paths] of [
    ["another image", "ghcr.io/3rvision/backend:1.0.0", ["/"]],
    ["somebody else's image", "example.com/frontend:1", ["/"]],
    ["a host that does not lead to the upload", "ghcr.io/3rvision/frontend:1.0.0", ["/static"]],
  ] as const
) {
  Deno.test(`the journey from ${what} is its first page`, async () => {
    assert.deepEqual(await of(image, paths), {});
  });
}

Deno.test("the way of a request is read from the answers of real tiers and of echo programs", () => {
  const real = { path: [{ service: "frontend", version: "stable" }, { service: "ml", version: "canary" }] };
  const words = (body: unknown) =>
    visitsOf(JSON.stringify(body)).map(({ service, version }) => `${service} ${version}`);
  assert.deepEqual(words(real), ["frontend stable", "ml canary"]);
  const ml = { service: "ml", version: "canary", headers: {}, upstreams: [] };
  const echo = { ...ml, service: "frontend", path: "/", upstreams: [{ url: "", status: 200, body: ml }] };
  assert.deepEqual(words(echo), ["frontend canary", "ml canary"]);
});

for (const body of ["", "<html>", "null", '{"path":"/"}', '{"path":[1,{"service":"a"}]}']) {
  Deno.test(`an answer ${JSON.stringify(body)} says nothing of its way`, () => {
    assert.deepEqual(visitsOf(body), []);
  });
}
