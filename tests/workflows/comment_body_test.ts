import assert from "node:assert/strict";
import fc from "fast-check";
import { commentBody, MARKER } from "../../.github/pull_request/comment_body.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

const plan = "lab: 1 Application, 1 object changes, none deleted\nsafe (2 requests at 2 moments)\n";
const planJson = JSON.stringify({
  verdict: "safe",
  clusters: [{ name: "lab", radius: { applications: ["backend"], callers: ["frontend", "outside"] } }],
});

Deno.test("the comment has the plan, and folded the picture and the rendered difference", () => {
  const body = commentBody({
    commit,
    summary: " services/a.ts | 2 +-\n",
    rendered: "-a\n+b\n",
    plan,
    planJson,
  });
  assert.deepEqual(body.split("\n"), [
    MARKER,
    "### What this change does, at 0123456789ab",
    "",
    "<details open><summary>Plan: safe</summary>",
    "",
    "```text",
    ...plan.trimEnd().split("\n"),
    "```",
    "",
    "</details>",
    "",
    "<details><summary>Who may notice</summary>",
    "",
    "```mermaid",
    "flowchart LR",
    '  subgraph changes0["changes in lab"]',
    '    changes0n0["backend"]',
    "  end",
    '  subgraph callers0["callers in lab"]',
    '    callers0n0["frontend"]',
    '    callers0n1["outside"]',
    "  end",
    "  callers0 --> changes0",
    "```",
    "",
    "</details>",
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
    "```text",
    " services/a.ts | 2 +-",
    "```",
    "",
  ]);
});

const nothing = { commit, summary: "", rendered: "", plan: "", planJson: "" };

Deno.test("without a rendered difference there is nothing to unfold, and a plan that there isn't is said", () => {
  const body = commentBody({ ...nothing, summary: "nothing", rendered: "\n" });
  assert.doesNotMatch(body, /details/);
  assert.match(body, /^\*\*There is no plan:\*\* the catalogue has errors/m);
});

Deno.test("every verdict has its heading", () => {
  for (
    const [verdict, heading] of [
      ["same", "nothing that Argo CD applies changes"],
      ["safe", "safe"],
      ["accepted", "unsafe, accepted with a reason"],
      ["unsafe", "unsafe"],
      ["unknown", "not known to be safe"],
      ["toString", "see within"],
    ] as const
  ) {
    const body = commentBody({ ...nothing, plan, planJson: JSON.stringify({ verdict }) });
    assert.ok(body.includes(`<summary>Plan: ${heading}</summary>`), verdict);
  }
});

Deno.test("a commit that is none is refused", () => {
  for (const wrong of ["", "main", "0123\n</details>", commit.toUpperCase()]) {
    assert.throws(() => commentBody({ ...nothing, commit: wrong }), TypeError);
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

const ours = new Set([
  "**There is no plan:** the catalogue has errors, which the checks name.",
  "<details open><summary>Plan: see within</summary>",
  "<details open><summary>Plan: unsafe</summary>",
  "<details><summary>Who may notice</summary>",
  "<details><summary>The rendered difference</summary>",
  "</details>",
]);

const drawn =
  /^(flowchart LR| {2}subgraph (changes|callers)\d\["(changes|callers) in [a-z0-9-]+"\]| {4}(changes|callers)\dn\d+\["[a-z0-9-]+"\]| {2}end| {2}callers\d --> changes\d)$/;

const names = fc.array(fc.oneof(
  nasty,
  fc.constantFrom("backend", 'x"] --> y', 'a\nclick a "https://example.com"', "end"),
  fc.integer(),
));

/** A plan that means ill: any text where names should be, any shape where objects should. */
const nastyPlan = fc.oneof(
  nasty,
  fc.json(),
  fc.record({
    verdict: fc.oneof(nasty, fc.constant("unsafe")),
    clusters: fc.array(fc.record({
      name: fc.oneof(nasty, fc.constant("lab")),
      radius: fc.record({ applications: names, callers: names }),
    })),
  }).map((plan) => JSON.stringify(plan)),
);

Deno.test("nothing that a pull request writes gets out of its fence, and nothing invisible is shown", () => {
  fc.assert(
    fc.property(nasty, nasty, nasty, nastyPlan, (summary, rendered, plan, planJson) => {
      const body = commentBody({ commit, summary, rendered, plan, planJson });
      const found = outside(body).filter((line) => line !== "");
      assert.deepEqual(found.slice(0, 2), [MARKER, "### What this change does, at 0123456789ab"]);
      for (const line of found.slice(2)) assert.ok(ours.has(line), line);
      // Names alone reach the picture, whatever the plan says.
      const picture = /```mermaid\n([^]*?)\n```/.exec(body)?.[1] ?? "";
      for (const line of picture.split("\n").filter((each) => each !== "")) assert.match(line, drawn);
      // deno-lint-ignore no-control-regex
      assert.doesNotMatch(body, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      assert.ok(body.isWellFormed());
    }),
    { numRuns: 500 },
  );
});

Deno.test("however much there is, GitHub takes it, and the reader is told that it was cut", () => {
  const much = `${"`".repeat(10)} ${"x".repeat(80)}\n`.repeat(20_000);
  const body = commentBody({ ...nothing, summary: much, rendered: much, plan: much });
  assert.ok(body.length < 65_536, String(body.length));
  assert.equal([...body.matchAll(/^… cut here/gm)].length, 3);
  const line = commentBody({
    ...nothing,
    summary: "`".repeat(100_000),
    rendered: "`".repeat(200_000),
    plan: "`".repeat(200_000),
  });
  assert.ok(line.length < 65_536, String(line.length));
});
