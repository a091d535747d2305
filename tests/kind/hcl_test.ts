/** HashiCorp's own parser and formatter judge the serialiser. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { attribute, block, toHcl } from "../../lib/kind/hcl.ts";
import { formatted, parsed } from "./hcl_tools.ts";

Deno.test("blocks, labels, attributes, objects and expressions are laid out as terraform fmt does", () => {
  const text = toHcl([
    block("terraform", [], [
      attribute("required_version", ">= 1.6.0"),
      block("required_providers", [], [attribute("kind", { source: "tehcyx/kind", version: "1" })]),
    ]),
    block("output", ["endpoint"], [attribute("value", { expression: "kind_cluster.this.endpoint" })]),
    block("provider", ["kind"], []),
  ]);
  assert.deepEqual(text.split("\n"), [
    "terraform {",
    '  required_version = ">= 1.6.0"',
    "",
    "  required_providers {",
    "    kind = {",
    '      source  = "tehcyx/kind"',
    '      version = "1"',
    "    }",
    "  }",
    "}",
    "",
    'output "endpoint" {',
    "  value = kind_cluster.this.endpoint",
    "}",
    "",
    'provider "kind" {}',
    "",
  ]);
});

const name = fc.stringMatching(/^[a-z][a-z_]{0,12}$/);
const scalar = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "${a}",
    "$${a}",
    "%{ if a }",
    '"',
    "\\",
    "\n\t",
    "$",
    "%",
    "\u007f",
    "\u2028",
    "a\\b",
    "\b\f",
  ),
  fc.integer(),
  fc.boolean(),
);
const value = fc.oneof(scalar, fc.dictionary(name, scalar, { maxKeys: 3, noNullPrototype: true }));

Deno.test("what is written reads back as the same value, and terraform fmt would change nothing", async () => {
  const files = fc.sample(fc.dictionary(name, value, { minKeys: 1, maxKeys: 8, noNullPrototype: true }), 40);
  const text = toHcl(
    files.map((body, index) =>
      block("file", [`n${index}`], Object.entries(body).map(([key, inner]) => attribute(key, inner)))
    ),
  );
  assert.equal(await formatted(text), text);
  const { file } = await parsed(text) as { file: Record<string, readonly unknown[]> };
  for (const [index, body] of files.entries()) assert.deepEqual(file[`n${index}`], [unescaped(body)]);
});

/** hcl2json gives what a template says, so the escape of `${` and `%{` stays; HCL's strings are in NFC. */
function unescaped(body: unknown): unknown {
  if (typeof body === "string") return body.normalize("NFC").replace(/[$%](?=\{)/g, "$&$&");
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, inner]) => [key, unescaped(inner)]));
}
