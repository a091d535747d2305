import assert from "node:assert/strict";
import fc from "fast-check";
import { commentBody, MARKER } from "../../.github/pull_request/comment_body.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

Deno.test("the comment has a summary and, folded, the rendered difference", () => {
  const body = commentBody({ commit, summary: " services/a.ts | 2 +-\n", rendered: "-a\n+b\n" });
  assert.deepEqual(body.split("\n"), [
    MARKER,
    "### What this change does, at 0123456789ab",
    "",
    "```text",
    " services/a.ts | 2 +-",
    "```",
    "",
    "<details><summary>The rendered difference</summary>",
    "",
    "```diff",
    "-a",
    "+b",
    "```",
    "",
    "</details>",
    "",
  ]);
});

Deno.test("without a rendered difference there is nothing to unfold", () => {
  assert.doesNotMatch(commentBody({ commit, summary: "nothing", rendered: "\n" }), /details/);
});

Deno.test("a commit that is none is refused", () => {
  for (const wrong of ["", "main", "0123\n</details>", commit.toUpperCase()]) {
    assert.throws(() => commentBody({ commit: wrong, summary: "", rendered: "" }), TypeError);
  }
});

/** The text outside of fences, as CommonMark takes them. */
function outside(body: string): readonly string[] {
  const lines: string[] = [];
  let fence = "";
  for (const line of body.split(/\r\n|\n|\r/)) {
    const [, run = "", rest = ""] = /^ {0,3}(`{3,})(.*)$/.exec(line) ?? [];
    if (fence === "" && run !== "" && !rest.includes("`")) fence = run;
    else if (fence !== "" && run.length >= fence.length && rest.trim() === "") fence = "";
    else if (fence === "") lines.push(line);
  }
  assert.equal(fence, "", "a fence is not closed");
  return lines;
}

const nasty = fc.array(
  fc.oneof(
    fc.constantFrom(
      "```",
      "````\n",
      "\n```\n",
      "`",
      "~~~\n",
      "</details>",
      "@everyone ",
      "<!-- ",
      "\n\n# h\n",
    ),
    fc.constantFrom(
      "\r",
      "\r\n",
      "\u202e",
      "\u0000",
      "\u001b[31m",
      "![x](https://example.com/x.png)",
      "\u2028",
    ),
    fc.constantFrom("\ud800", "\u{1f600}"),
    fc.string({ unit: "binary" }),
  ),
  { maxLength: 40 },
).map((parts) => parts.join(""));

Deno.test("nothing that a pull request writes gets out of its fence, and nothing invisible is shown", () => {
  fc.assert(
    fc.property(nasty, nasty, (summary, rendered) => {
      const body = commentBody({ commit, summary, rendered });
      const found = outside(body).filter((line) => line !== "");
      const folded = ["<details><summary>The rendered difference</summary>", "</details>"];
      assert.deepEqual(found.slice(0, 2), [MARKER, "### What this change does, at 0123456789ab"]);
      assert.ok(found.length === 2 || found.slice(2).join() === folded.join(), found.join("\n"));
      // deno-lint-ignore no-control-regex
      assert.doesNotMatch(body, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      assert.ok(body.isWellFormed());
    }),
    { numRuns: 500 },
  );
});

Deno.test("however much there is, GitHub takes it, and the reader is told that it was cut", () => {
  const much = `${"`".repeat(10)} ${"x".repeat(80)}\n`.repeat(20_000);
  const body = commentBody({ commit, summary: much, rendered: much });
  assert.ok(body.length < 65_536, String(body.length));
  assert.equal([...body.matchAll(/^… cut here/gm)].length, 2);
  const line = commentBody({ commit, summary: "`".repeat(100_000), rendered: "`".repeat(200_000) });
  assert.ok(line.length < 65_536, String(line.length));
});
