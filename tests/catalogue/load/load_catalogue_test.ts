import assert from "node:assert/strict";
import { join } from "@std/path";
import { loadCatalogue } from "../../../lib/catalogue/load/mod.ts";
import { asText, loadCase, withFiles } from "./load_case.ts";

const define = 'import { defineService } from "@3rvision/catalogue";\n';

function numbered(count: number, text: (index: number) => string): Record<string, string> {
  const names = Array.from({ length: count }, (_, index) => `services/s${String(index).padStart(4, "0")}.ts`);
  return Object.fromEntries(names.map((name, index) => [name, text(index)]));
}

Deno.test("each file's default export comes back in the order of the files", async () => {
  // More than one index module, one batch and one message.
  const files = numbered(
    700,
    (index) => `${define}export default defineService({ name: "s${index}" } as never);\n`,
  );
  await withFiles(files, async (root) => {
    const { values, diagnostics } = await loadCase(root);
    assert.equal(asText(diagnostics), "");
    assert.deepEqual(
      values,
      Object.keys(files).map((file, index) => ({ file, group: "services", value: { name: `s${index}` } })),
    );
  });
});

Deno.test("values come back by group, as they are given", async () => {
  const texts = {
    "services/b.ts": "1",
    "services/a.ts": "2",
    "overlays/lab.ts": "3",
    "argocd/argocd.ts": "4",
  };
  const files = Object.entries(texts).map(([file, value]) => [file, `export default { value: ${value} };`]);
  await withFiles(Object.fromEntries(files), async (root) => {
    const groups = {
      argocd: ["argocd/argocd.ts"],
      services: ["services/b.ts", "services/a.ts"],
      overlays: ["overlays/lab.ts"],
    };
    const { values } = await loadCatalogue({ root, groups });
    assert.deepEqual(values.map(({ group, value }) => [group, value]), [
      ["services", { value: 1 }],
      ["services", { value: 2 }],
      ["overlays", { value: 3 }],
      ["argocd", { value: 4 }],
    ]);
  });
});

Deno.test("no files give no values", async () => {
  const groups = { services: [], overlays: [], argocd: [] };
  assert.deepEqual(await loadCatalogue({ root: Deno.cwd(), groups }), { values: [], diagnostics: [] });
});

Deno.test("what a catalogue file may do is done", async () => {
  const files = {
    "services/_shared/conf.json": '{ "level": "info" }',
    "services/_shared/nginx.conf": "worker_processes 1;\n",
    "services/_shared/steps.ts": "export const steps = (...to: number[]): readonly number[] => to;\n",
    "services/a.ts": `${define}
      import { readFileSync } from "node:fs";
      import conf from "./_shared/conf.json" with { type: "json" };
      import { steps } from "./_shared/steps.ts";
      enum Port { http = 80 }
      interface Unused { readonly a: string }
      const late = await Promise.resolve("late");
      const shared = { a: 1 };
      console.log("not on standard output");
      export default {
        conf, late, port: Port.http, steps: steps(10, 25), shared: [shared, shared],
        file: readFileSync(new URL("./_shared/nginx.conf", import.meta.url), "utf8"),
        date: new Date("2026-01-01T00:00:00Z").toISOString(),
        none: null, left: undefined, minus: -0.5, yes: true, text: "é 🐙",
      } satisfies Record<string, unknown>;`,
  };
  await withFiles(files, async (root) => {
    const { values, diagnostics } = await loadCase(root);
    assert.equal(asText(diagnostics), "");
    assert.deepEqual(values[0]?.value, {
      conf: { level: "info" },
      late: "late",
      port: 80,
      steps: [10, 25],
      shared: [{ a: 1 }, { a: 1 }],
      file: "worker_processes 1;\n",
      date: "2026-01-01T00:00:00.000Z",
      none: null,
      left: undefined,
      minus: -0.5,
      yes: true,
      text: "é 🐙",
    });
  });
});

Deno.test("a file may have any name", async () => {
  const names = ["a b", "a#b", "a?b", "a%20b", "a(1)", "é", "🐙", "a'b", 'a"b', "a\\b", "a:1:2", "at (x)"];
  const files = Object.fromEntries(names.flatMap((name) => [
    [`services/${name}.ts`, `export default { name: ${JSON.stringify(name)} };`],
    [`services/bad ${name}.ts`, "\n throw new Error('bad');"],
    [`services/broken ${name}.ts`, "\n throw throw"],
  ]));
  await withFiles(files, async (root) => {
    const { values, diagnostics } = await loadCase(root);
    assert.deepEqual(values.map(({ value }) => (value as { name: string }).name).sort(), [...names].sort());
    assert.deepEqual(
      diagnostics.map(({ origin, position }) => [origin.file, position.line, position.column]).sort(),
      names.flatMap((name) => [[`services/bad ${name}.ts`, 2, 8], [`services/broken ${name}.ts`, 2, 8]])
        .sort(),
    );
  });
});

Deno.test("every bad file of many is found, whatever is wrong with it, and the good ones have their values", async () => {
  const bad = new Map([
    [7, "export default { a: [1 };"],
    [70, 'import { x } from "./_nowhere.ts"; export default x;'],
    [140, "throw new Error('bad');"],
    [210, "export const a = 1;"],
    [280, 'import x from "https://example.org/x.ts"; export default x;'],
    [350, "for (;;);"],
    [351, "for (;;);"],
    [420, "export default { a: Date.now() };"],
  ]);
  const files = numbered(450, (index) => bad.get(index) ?? `export default { index: ${index} };`);
  await withFiles(files, async (root) => {
    const { values, diagnostics } = await loadCase(root, 1000);
    assert.deepEqual(diagnostics.map(({ origin, code }) => [Number(origin.file.slice(10, 14)), code]), [
      [7, "LOAD001"],
      [70, "LOAD007"],
      [140, "LOAD002"],
      [210, "LOAD004"],
      [280, "LOAD006"],
      [350, "LOAD003"],
      [351, "LOAD003"],
      [420, "LOAD008"],
    ]);
    assert.equal(values.length, 450 - bad.size);
    for (const { file, value } of values) assert.deepEqual(value, { index: Number(file.slice(10, 14)) });
  });
});

Deno.test("a file that throws null is not mistaken for a victim of one that never ends", async () => {
  await withFiles({ "services/a.ts": "for (;;);", "services/b.ts": "throw null;" }, async (root) => {
    const { diagnostics } = await loadCase(root, 300);
    assert.deepEqual(diagnostics.map(({ origin, code }) => [origin.file, code]), [
      ["services/a.ts", "LOAD003"],
      ["services/b.ts", "LOAD002"],
    ]);
  });
});

Deno.test("what never ends is refused, be it a loop or not", async () => {
  const endless = [
    "do {} while (true); export default {};",
    "export default { found: /(a+)+$/.test('a'.repeat(60) + 'b') };",
    "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); export default {};",
    "export default { get name() { for (;;); } };",
    "export default new Proxy({}, { ownKeys() { for (;;); } });",
  ];
  await withFiles(numbered(6, (index) => endless[index] ?? "export default {};"), async (root) => {
    const { values, diagnostics } = await loadCase(root, 300);
    assert.deepEqual(diagnostics.map(({ code }) => code), endless.map(() => "LOAD003"));
    assert.deepEqual(values.map(({ file }) => file), ["services/s0005.ts"]);
  });
});

Deno.test("a function that calls itself for ever is refused in its line", async () => {
  const text =
    "\nfunction steps(from: number): number { return steps(from + 1) + 1; }\nexport default [steps(1)];";
  await withFiles({ "services/a.ts": text }, async (root) => {
    const { diagnostics } = await loadCase(root);
    assert.deepEqual(diagnostics.map(({ code, position, message }) => [code, position.line, message]), [
      ["LOAD002", 2, "throws RangeError: Maximum call stack size exceeded"],
    ]);
  });
});

Deno.test("a slow file is not condemned with its neighbours, nor for theirs", async () => {
  const before = performance.now();
  let n = 0;
  while (n < 6e7) n++;
  // One file stays far below the limit, a batch of 32 goes far above it, on any machine.
  const timeoutMs = Math.max(100, 15 * (performance.now() - before));
  await withFiles(
    numbered(40, () => "let n = 0; while (n < 6e7) n++; export default { n };"),
    async (root) => {
      const { values, diagnostics } = await loadCase(root, Math.ceil(timeoutMs));
      assert.equal(asText(diagnostics), "");
      assert.equal(values.length, 40);
    },
  );
});

Deno.test("files that load in time each for itself, and not all together, are waited for", async () => {
  const slow = "for (let n = 0; n < 1e6; n++) await null;\nexport default {};";
  await withFiles(numbered(8, () => slow), async (root) => {
    const { values, diagnostics } = await loadCase(root, 100);
    assert.equal(asText(diagnostics), "");
    assert.equal(values.length, 8);
  });
});

Deno.test("a file that is named and isn't there is said to be missing", async () => {
  const groups = { services: ["services/a.ts"], overlays: [], argocd: [] };
  await withFiles({ "services/b.ts": "" }, async (root) => {
    const { diagnostics } = await loadCatalogue({ root, groups });
    assert.deepEqual(diagnostics.map(({ code, origin, message }) => [code, origin.file, message]), [
      ["LOAD009", "services/a.ts", "does not exist"],
    ]);
  });
});

Deno.test("a file without permission to be read is said to be unreadable", async () => {
  await withFiles({ "services/a.ts": "export default {};" }, async (root) => {
    Deno.chmodSync(join(root, "services/a.ts"), 0);
    if (canRead(join(root, "services/a.ts"))) return;
    const { diagnostics } = await loadCase(root);
    assert.deepEqual(diagnostics.map(({ code, origin }) => [code, origin.file]), [[
      "LOAD009",
      "services/a.ts",
    ]]);
  });
});

function canRead(path: string): boolean {
  try {
    Deno.readTextFileSync(path);
    return true;
  } catch {
    return false;
  }
}

Deno.test("the same catalogue gives the same values and mistakes every time", async () => {
  const files = numbered(
    60,
    (index) => index % 9 === 0 ? "throw new Error('bad');" : `export default [${index}];`,
  );
  await withFiles(files, async (root) => {
    const [first, second] = [await loadCase(root), await loadCase(root)];
    assert.deepEqual(first, second);
  });
});
