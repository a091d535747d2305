import assert from "node:assert/strict";
import { findImport } from "../../../lib/catalogue/load/find_import.ts";
import { importedFiles } from "../../../lib/catalogue/load/import_graph.ts";
import { importsIn, reachable, resolveImport } from "../../../lib/catalogue/load/reachable.ts";
import { withFiles } from "./load_case.ts";

const files: Readonly<Record<string, string>> = {
  "services/a.ts": 'import x from "./_x.ts";\nimport b from "./b.ts";\nimport "@3rvision/catalogue";\n',
  "services/b.ts": 'export { y } from "./_y.ts"; import type { Z } from "./_nowhere.ts";',
  "services/c.ts": "export default {};",
  "services/_x.ts": 'const y = await import("./_y.ts");',
  "services/_y.ts": 'import x from "./_x.ts";\n  import data from "./_y.json" with { type: "json" };',
  "services/_y.json": "{}",
};

Deno.test("imports are seen in each of their forms, with the place of their quotes", () => {
  const text = `import a from "./a.ts"; import './b.ts'; export * from "./c.ts"; await import( "./d.ts" );`;
  assert.deepEqual(
    importsIn(text).map(({ specifier, start }) => [specifier, text.slice(start, start + 8)]),
    [["./a.ts", '"./a.ts"'], ["./b.ts", "'./b.ts'"], ["./c.ts", '"./c.ts"'], ["./d.ts", '"./d.ts"']],
  );
  assert.deepEqual(importsIn('const a = { from: "b" }; important("c"); transform "d"'), []);
});

Deno.test("relative imports lead to files below the root, others nowhere", () => {
  assert.equal(resolveImport("services/team/a.ts", "../_x.ts?v=1"), "services/_x.ts");
  assert.equal(resolveImport("services/a.ts", "./b/c.ts#d"), "services/b/c.ts");
  for (const specifier of ["@3rvision/catalogue", "npm:zod", "https://a.b/c.ts", "/etc/x.ts", "node:fs"]) {
    assert.equal(resolveImport("services/a.ts", specifier), undefined);
  }
});

Deno.test("all that a file needs is reached once, itself first", async () => {
  await withFiles(files, (root) => {
    const reached = (file: string) =>
      [...reachable(root, file)].map(({ file }) => file.slice("services/".length));
    assert.deepEqual(reached("services/a.ts"), ["a.ts", "_x.ts", "b.ts", "_y.ts", "_y.json"]);
    assert.deepEqual(reached("services/c.ts"), ["c.ts"]);
    assert.deepEqual(reached("services/none.ts"), []);
    return Promise.resolve();
  });
});

Deno.test("collected files that others need are known", async () => {
  await withFiles(files, (root) => {
    const collected = ["services/a.ts", "services/b.ts", "services/c.ts"];
    assert.deepEqual([...importedFiles(root, collected)], ["services/b.ts"]);
    return Promise.resolve();
  });
});

Deno.test("an import is found in the file or in what it imports", async () => {
  await withFiles(files, (root) => {
    const found = findImport(root, "services/a.ts", (specifier) => specifier.endsWith(".json"));
    assert.deepEqual(found, {
      file: "services/_y.ts",
      position: { line: 2, column: 20 },
      specifier: "./_y.json",
    });
    assert.equal(findImport(root, "services/c.ts", () => true), undefined);
    return Promise.resolve();
  });
});
