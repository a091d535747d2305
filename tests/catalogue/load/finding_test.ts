import assert from "node:assert/strict";
import { loadCodes } from "../../../lib/catalogue/load/mod.ts";
import { type Finding, toDiagnostics } from "../../../lib/catalogue/load/finding.ts";

const finding: Finding = {
  code: loadCodes.throws,
  file: "services/_shared/x.ts",
  position: { line: 2, column: 7 },
  message: "throws Error: x",
  fix: "correct what it says",
};
const via = (name: string): Finding => ({ ...finding, via: `imported by services/${name}.ts` });

Deno.test("a finding becomes an error at its place", () => {
  assert.deepEqual(toDiagnostics([finding]), [{
    code: "LOAD002",
    severity: "error",
    origin: { file: "services/_shared/x.ts", path: [] },
    position: { line: 2, column: 7 },
    message: "throws Error: x",
    fix: "correct what it says",
  }]);
});

Deno.test("the ways to one mistake are counted", () => {
  const messages = (...names: readonly string[]) =>
    toDiagnostics(names.map(via)).map(({ message }) => message);
  assert.deepEqual(messages("a"), ["throws Error: x, imported by services/a.ts"]);
  assert.deepEqual(messages("a", "b"), ["throws Error: x, imported by services/a.ts and one more"]);
  assert.deepEqual(messages("a", "b", "c"), ["throws Error: x, imported by services/a.ts and 2 more"]);
});

Deno.test("mistakes that differ in anything but the way to them stay apart", () => {
  const others: readonly Finding[] = [
    { ...finding, code: loadCodes.doesNotCompile },
    { ...finding, file: "services/_shared/y.ts" },
    { ...finding, position: { line: 2, column: 8 } },
    { ...finding, path: ["name"] },
    { ...finding, message: "throws Error: y" },
  ];
  assert.equal(toDiagnostics([finding, ...others, finding]).length, 1 + others.length);
});
