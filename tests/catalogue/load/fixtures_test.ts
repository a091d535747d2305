import assert from "node:assert/strict";
import { join } from "@std/path";
import { loadCodes } from "../../../lib/catalogue/load/mod.ts";
import { asText, fixtures, loadCase } from "./load_case.ts";

const cases = [...Deno.readDirSync(fixtures)].map(({ name }) => name).sort();

function sources(folder: string): readonly string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? sources(path) : [path];
  });
}

for (const name of cases) {
  const root = join(fixtures, name);

  Deno.test(`refused where and as expected: ${name}`, async () => {
    const { values, diagnostics } = await loadCase(root, name.includes("for-ever") ? 300 : undefined);
    assert.equal(asText(diagnostics), Deno.readTextFileSync(join(root, "expected.txt")));
    const good = sources(join(root, "services")).filter((path) =>
      Deno.readTextFileSync(path).startsWith("// Good")
    );
    assert.deepEqual(values.map(({ file }) => join(root, file)), good);
  });

  Deno.test(`says in its first line why it is refused: ${name}`, () => {
    const collected = sources(join(root, "services")).filter((path) => !path.includes("/_"));
    const reasons = collected.map((path) => Deno.readTextFileSync(path).split("\n")[0]!);
    assert.ok(reasons.some((line) => line.startsWith("// Refused: ")));
    for (const line of reasons) assert.match(line, /^\/\/ (?:Refused|Good): .*\.$/);
  });
}

Deno.test("every code that a file's text can lead to has a fixture", () => {
  const seen = new Set(
    cases.flatMap((name) =>
      Deno.readTextFileSync(join(fixtures, name, "expected.txt")).match(/LOAD\d{3}/g) ?? []
    ),
  );
  // What can't be read can't be committed either.
  seen.add(loadCodes.unreadable.code);
  assert.deepEqual([...seen].sort(), Object.values(loadCodes).map(({ code }) => code));
});

Deno.test("codes are numbered without gaps and explain themselves", () => {
  Object.values(loadCodes).forEach(({ code, name, summary, reason, fix }, index) => {
    assert.equal(code, `LOAD${String(index + 1).padStart(3, "0")}`);
    assert.match(name, /^[a-z]+(?:-[a-z]+)*$/);
    assert.doesNotMatch(summary, /\.$/);
    for (const text of [reason, fix]) assert.match(text, /^[A-Z`].*\.$/);
  });
});
