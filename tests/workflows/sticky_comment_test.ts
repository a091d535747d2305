import assert from "node:assert/strict";
import { githubRequest, readReport } from "../../.github/pull_request/comment.ts";
import { MARKER } from "../../.github/pull_request/comment_body.ts";
import { stickyComment } from "../../.github/pull_request/sticky_comment.ts";

const head = { owner: "fork", branch: "a/b", commit: "c".repeat(40) };
const bot = { login: "github-actions[bot]" };

/** GitHub's API as far as it is used, over real HTTP. */
function forge(comments: readonly { readonly id: number; readonly body: string; readonly user: unknown }[]) {
  const seen: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    assert.equal(request.headers.get("authorization"), "Bearer token");
    const body = request.body === null ? "" : ` ${JSON.stringify(await request.json())}`;
    seen.push(`${request.method} ${pathname}${body}`);
    if (pathname === "/repos/o/r/pulls") {
      const mine = searchParams.get("head") === "fork:a/b" && searchParams.get("state") === "open";
      const pull = (number: number, sha: string) => ({ number, head: { sha } });
      return Response.json(mine ? [pull(6, "d".repeat(40)), pull(7, head.commit)] : []);
    }
    if (pathname === "/repos/o/r/issues/7/comments" && request.method === "GET") {
      const from = (Number(searchParams.get("page")) - 1) * 100;
      return Response.json(comments.slice(from, from + 100));
    }
    if (pathname.startsWith("/repos/o/r/issues/") && request.method !== "GET") {
      return Response.json({ id: 1 });
    }
    return new Response("not found", { status: 404 });
  });
  const request = githubRequest(`http://127.0.0.1:${server.addr.port}`, "token");
  return { seen, request, [Symbol.asyncDispose]: () => server.shutdown() };
}

Deno.test("the first report is posted", async () => {
  await using api = forge([{ id: 1, body: "hello", user: { login: "somebody" } }]);
  assert.equal(await stickyComment(api.request, "o/r", head, "text"), "posted to #7");
  assert.equal(api.seen.at(-1), 'POST /repos/o/r/issues/7/comments {"body":"text"}');
});

Deno.test("the next one takes its place, on whatever page it is", async () => {
  const others = Array.from({ length: 150 }, (_, id) => ({ id, body: "hello", user: bot }));
  await using api = forge([...others, { id: 900, body: `${MARKER}\nold`, user: bot }]);
  assert.equal(await stickyComment(api.request, "o/r", head, "text"), "updated in #7");
  assert.equal(api.seen.at(-1), 'PATCH /repos/o/r/issues/comments/900 {"body":"text"}');
});

Deno.test("somebody else's comment with our marker is left alone", async () => {
  await using api = forge([{ id: 5, body: `${MARKER}\nmine`, user: { login: "somebody" } }]);
  assert.equal(await stickyComment(api.request, "o/r", head, "text"), "posted to #7");
});

Deno.test("a pull request that has moved on, or was closed, gets no comment", async () => {
  await using api = forge([]);
  const moved = { ...head, commit: "e".repeat(40) };
  assert.equal(
    await stickyComment(api.request, "o/r", moved, "text"),
    `no open pull request is at ${moved.commit}`,
  );
  assert.deepEqual(api.seen, ["GET /repos/o/r/pulls"]);
});

Deno.test("what the forge refuses is told", async () => {
  await using api = forge([]);
  await assert.rejects(stickyComment(api.request, "o/other", head, "text"), /HTTP status 404: not found/);
});

Deno.test("a report that is no plain file is not read", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/secret`, "secret");
    await Deno.symlink(`${folder}/secret`, `${folder}/summary.txt`);
    assert.equal(await readReport(`${folder}/summary.txt`), "");
    assert.equal(await readReport(`${folder}/nothing`), "");
    assert.equal(await readReport(`${folder}/secret`), "secret");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
