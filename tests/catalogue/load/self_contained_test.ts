import assert from "node:assert/strict";
import ts from "typescript";
import { fileURLToPath } from "node:url";
import { selfContainedImports } from "../../../lib/catalogue/load/self_contained.ts";
import { filesBelow } from "../../walk/files_below.ts";

const cases: readonly [says: string, text: string, imports: readonly string[]][] = [
  ["plain data", `export default { name: "shop" };`, []],
  ["imports of every form", `import "./a.ts"; import b, { c } from './b.ts'; export * from "./c.ts";`, [
    "./a.ts",
    "./b.ts",
    "./c.ts",
  ]],
  ["an import with comments", `import /* one */ { a } // two\n from /* three */ "./a.ts";`, ["./a.ts"]],
  [
    "an import inside a comment or a text",
    `/* import "./a.ts" */ const a = 'import "./b.ts"'; // from "./c.ts"`,
    [],
  ],
  ["forbidden names inside a text", `export default { description: "Deno's Date", from: "Intl" };`, []],
  ["forbidden names inside a comment", `/** Deno.env */ // Date.now()\nexport default {};`, []],
  ["a template with values", "const a = `b${{ c: `d${1}` }.c} Date`; export default { a };", []],
  ["a slash inside a template", "export default { url: `https://${host}/path` };", []],
  ["code after a template", "export default [`a${1}`, { b: `}` }];", []],
];

for (const [says, text, imports] of cases) {
  Deno.test(`a text depends on nothing but its imports: ${says}`, () => {
    assert.deepEqual(selfContainedImports(text), imports);
  });
}

const refused: readonly [says: string, text: string][] = [
  ["it reads a file", `export default { key: Deno.readTextFileSync("key") };`],
  ["it reads a file inside a template", "export default { key: `${Deno.readTextFileSync('key')}` };"],
  ["it reads a file after a template", "export default [`${1}`, Deno.readTextFileSync('key')];"],
  ["it reads a file after a text with quotes", `export default ['"', Deno.readTextFileSync('key'), '"'];`],
  ["it knows where it is", `export default { place: import.meta.dirname };`],
  ["it imports what it computes", "export default await import(`./${name}.ts`);"],
  ["it imports what a comment hides", `export default await import /* a */ ("./a.ts");`],
  ["it asks for the time zone", `export default { day: new Date(2020, 1, 1).toISOString() };`],
  ["it asks for the language", `export default { count: (1234).toLocaleString() };`],
  ["it spells a name with an escape", `export default { key: \\u0044eno.readTextFileSync("key") };`],
  ["it spells an import with an escape", `import a from "./\\u0061.ts"; export default a;`],
  ["it makes code from text", `export default [].constructor.constructor("return 1")();`],
  ["it prints something, which is to be seen", `console.log("here"); export default {};`],
  ["it has a regular expression, which may hold quotes", `const a = /"/; Deno.cwd(); const b = /"/;`],
  ["it has a template without an end", "export default `a"],
  ["it has a text without an end", `export default "a`],
];

for (const [says, text] of refused) {
  Deno.test(`a text may depend on more: ${says}`, () => {
    assert.equal(selfContainedImports(text), undefined);
  });
}

const sources = (folder: string) => filesBelow(folder).filter((path) => path.endsWith(".ts"));

Deno.test("imports are those that TypeScript's own scanner finds, in every program of this repository", () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  let understood = 0;
  for (const folder of ["services", "overlays", "argocd", "lib", "tests", "bench"]) {
    for (const path of sources(root + folder)) {
      const text = Deno.readTextFileSync(path);
      const imports = selfContainedImports(text);
      if (imports === undefined) continue;
      understood++;
      const expected = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
      assert.deepEqual(imports, expected, path);
    }
  }
  assert.ok(understood > 300, `${understood} files were understood`);
});

Deno.test("every file of the catalogue that ships is understood", () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  for (const folder of ["services", "overlays", "argocd"]) {
    for (const path of sources(root + folder)) {
      assert.notEqual(selfContainedImports(Deno.readTextFileSync(path)), undefined, path);
    }
  }
});
