import assert from "node:assert/strict";
import fc from "fast-check";
import { cgiResponse, parseCgiHead } from "../../../lab/git/cgi_response.ts";
import { cgiVariables } from "../../../lab/git/git_http.ts";

function streamOf(bytes: Uint8Array<ArrayBuffer>, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let at = 0;
  let turn = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      const size = sizes[turn++ % sizes.length] ?? 1;
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

Deno.test("a body comes through whole, however the program's output is cut", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      sizes,
      fc.constantFrom("\n", "\r\n"),
      async (body, sizes, end) => {
        const head = new TextEncoder().encode(`Status: 403 Forbidden${end}Content-Type: a/b${end}${end}`);
        const response = await cgiResponse(streamOf(new Uint8Array([...head, ...body]), sizes));
        assert.equal(response.status, 403);
        assert.equal(response.headers.get("content-type"), "a/b");
        assert.deepEqual(await response.bytes(), new Uint8Array(body));
      },
    ),
  );
});

Deno.test("without a status it is 200", () => {
  assert.equal(parseCgiHead("Content-Type: a/b\r\n").status, 200);
});

Deno.test("output without a head is refused", async () => {
  const words = new TextEncoder().encode("fatal: no such thing");
  await assert.rejects(cgiResponse(streamOf(words, [7])), SyntaxError);
  assert.throws(() => parseCgiHead("no header\n"), SyntaxError);
});

Deno.test("the program is told of the request", () => {
  const url = "http://git.example/a%20b.git/info/refs?service=git-upload-pack";
  const headers = new Headers({
    "git-protocol": "version=2",
    "content-encoding": "gzip",
    "content-length": "7",
  });
  const variables = cgiVariables({ url, method: "POST", headers }, "/srv/a b.git", "/info/%72efs");
  assert.equal(variables["PATH_INFO"], "/info/refs");
  assert.equal(variables["QUERY_STRING"], "service=git-upload-pack");
  assert.equal(variables["REQUEST_METHOD"], "POST");
  assert.equal(variables["GIT_PROTOCOL"], "version=2");
  assert.equal(variables["HTTP_CONTENT_ENCODING"], "gzip");
  assert.equal(variables["CONTENT_LENGTH"], "7");
});
