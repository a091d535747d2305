import assert from "node:assert/strict";
import { join } from "@std/path";
import { collectFiles, collectGroups } from "../../../lib/catalogue/load/mod.ts";
import { withFiles } from "./load_case.ts";

const text = "export default {};\n";

function filesOf(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, text]));
}

Deno.test("collects every .ts file of a folder and its sub folders, sorted", async () => {
  const names = [
    "services/b.ts",
    "services/a.ts",
    "services/team-a/z.ts",
    "services/Z.ts",
    "services/a-b.ts",
  ];
  await withFiles(filesOf(names), (root) => {
    assert.deepEqual(collectFiles(root, "services"), { files: [...names].sort(), diagnostics: [] });
    return Promise.resolve();
  });
});

Deno.test("leaves out helpers, tests, declarations and what isn't a program", async () => {
  const left = [
    "_x.ts",
    ".x.ts",
    "_shared/x.ts",
    ".git/x.ts",
    "team/_x/y.ts",
    "x_test.ts",
    "x.test.ts",
    "x.d.ts",
  ];
  const others = ["README.md", "OWNERS", "x.json", "x.yaml"];
  await withFiles(filesOf([...left, ...others].map((name) => `services/${name}`)), (root) => {
    assert.deepEqual(collectFiles(root, "services"), { files: [], diagnostics: [] });
    return Promise.resolve();
  });
});

Deno.test("warns of programs that look declared and are not collected", async () => {
  const names = ["a.js", "b.mjs", "c.cjs", "d.tsx", "e.jsx", "f.mts", "team/g.cts"].map((name) =>
    `services/${name}`
  );
  await withFiles(filesOf([...names, "services/_h.js"]), (root) => {
    const { files, diagnostics } = collectFiles(root, "services");
    assert.deepEqual(files, []);
    assert.deepEqual(diagnostics.map(({ origin }) => origin.file).sort(), names);
    for (const { code, severity } of diagnostics) assert.deepEqual([code, severity], ["LOAD011", "warning"]);
    return Promise.resolve();
  });
});

Deno.test("refuses symbolic links to files and folders and never follows them", async () => {
  await withFiles({ "outside/a.ts": text, "services/b.ts": text }, (root) => {
    Deno.symlinkSync(join(root, "outside/a.ts"), join(root, "services/a.ts"));
    Deno.symlinkSync(join(root, "outside"), join(root, "services/folder"));
    Deno.symlinkSync(join(root, "nowhere"), join(root, "services/nowhere.ts"));
    const { files, diagnostics } = collectFiles(root, "services");
    assert.deepEqual(files, ["services/b.ts"]);
    assert.deepEqual(
      diagnostics.map(({ origin, code, message }) => [origin.file, code, message]).sort(),
      ["services/a.ts", "services/folder", "services/nowhere.ts"].map((file) => [
        file,
        "LOAD009",
        "is a symbolic link, must be a file",
      ]),
    );
    return Promise.resolve();
  });
});

Deno.test("a folder that is missing or is a file is an error, not an empty catalogue", async () => {
  await withFiles({ "overlays": text }, (root) => {
    const messages = collectGroups(root).diagnostics.map((
      { code, severity, message },
    ) => [code, severity, message]);
    assert.deepEqual(messages, [
      ["LOAD009", "error", 'Cannot read "services/": it does not exist'],
      ["LOAD009", "error", 'Cannot read "overlays/": it is not a folder'],
      ["LOAD009", "error", 'Cannot read "argocd/": it does not exist'],
    ]);
    return Promise.resolve();
  });
});

Deno.test("collects each group from its own folder", async () => {
  const names = ["argocd/argocd.ts", "overlays/lab.ts", "services/a.ts"];
  await withFiles(filesOf(names), (root) => {
    const [argocd, overlays, services] = names.map((name) => [name]);
    assert.deepEqual(collectGroups(root), { groups: { services, overlays, argocd }, diagnostics: [] });
    return Promise.resolve();
  });
});
