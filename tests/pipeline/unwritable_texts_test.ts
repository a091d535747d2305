import assert from "node:assert/strict";
import { unwritableTexts } from "../../lib/pipeline/unwritable_texts.ts";

const lost = "a\u0085b";
const cases: readonly [string, unknown, readonly string[]][] = [
  ["none", { name: "a", ports: [{ name: "http" }], env: { A: "é\nb" } }, []],
  ["one in a field", { description: lost }, ["description holds U+0085, which Kustomize loses"]],
  ["one in a list", { args: ["a", lost] }, ["args[1] holds U+0085, which Kustomize loses"]],
  ["half a character", { env: { A: "\ud800" } }, ["env.A has half of a surrogate pair"]],
  ["several", { a: lost, b: ["x", { c: lost }] }, [
    "a holds U+0085, which Kustomize loses",
    "b[1].c holds U+0085, which Kustomize loses",
  ]],
];

for (const [what, value, expected] of cases) {
  Deno.test(`of a value with unwritable texts every one is told with its place: ${what}`, () => {
    const file = "services/backend.ts";
    const writable = new WeakSet();
    for (const time of ["first", "again"]) {
      const found = unwritableTexts([{ file, group: "services", value }], writable);
      assert.deepEqual(found.map(({ message }) => message), expected, time);
      assert.ok(
        found.every(({ code, severity, origin }) =>
          code === "SCHEMA007" && severity === "error" && origin.file === file
        ),
      );
    }
    assert.equal(writable.has(value as object), expected.length === 0);
  });
}
