import assert from "node:assert/strict";
import type { Diagnostic } from "../../../lib/diagnostic.ts";
import { locateDiagnostics } from "../../../lib/catalogue/locate/mod.ts";

function diagnostic(file: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return { code: "MESH001", severity: "error", origin: { file, path: [] }, message: "is wrong", ...more };
}

const texts: Readonly<Record<string, string>> = {
  "services/a.ts": 'export default {\n  name: "a",\n  stepz: [10, 120],\n};\n',
  "services/b.ts": "export default { broken ",
};

function read(file: string): string {
  const text = texts[file];
  if (text === undefined) throw new Error(`no ${file}`);
  return text;
}

function at(diagnostics: readonly Diagnostic[]): readonly string[] {
  return locateDiagnostics(diagnostics, read).map(({ origin, position, code, message }) =>
    `${origin.file}:${position.line}:${position.column} ${code} ${message}`
  );
}

Deno.test("a mistake in a value stands at the value", () => {
  const wrong = diagnostic("services/a.ts", { origin: { file: "services/a.ts", path: ["stepz", 1] } });
  assert.deepEqual(at([wrong]), ["services/a.ts:3:15 MESH001 is wrong"]);
});

Deno.test("a mistake in a name stands at the name", () => {
  const wrong = diagnostic("services/a.ts", {
    code: "SCHEMA001",
    origin: { file: "services/a.ts", path: ["stepz"] },
  });
  assert.deepEqual(at([wrong]), ["services/a.ts:3:3 SCHEMA001 is wrong"]);
});

Deno.test("a mistake's own place is kept", () => {
  const wrong = diagnostic("services/a.ts", {
    origin: { file: "services/a.ts", path: ["name"] },
    position: { line: 7, column: 9 },
  });
  assert.deepEqual(at([wrong]), ["services/a.ts:7:9 MESH001 is wrong"]);
});

Deno.test("a file that can't be read or parsed has its mistakes at its first character", () => {
  const wrong = ["services/b.ts", "services/none.ts", "services"].map((file) => diagnostic(file));
  assert.deepEqual(at(wrong), [
    "services:1:1 MESH001 is wrong",
    "services/b.ts:1:1 MESH001 is wrong",
    "services/none.ts:1:1 MESH001 is wrong",
  ]);
});

Deno.test("mistakes are sorted by file, line, column, code and message", () => {
  const place = (line: number, column: number) => ({ position: { line, column } });
  const sorted = [
    diagnostic("a.ts", place(2, 1)),
    diagnostic("a.ts", place(10, 1)),
    diagnostic("a.ts", place(10, 2)),
    diagnostic("a.ts", { ...place(10, 10), code: "MESH001" }),
    diagnostic("a.ts", { ...place(10, 10), code: "MESH002", message: "a" }),
    diagnostic("a.ts", { ...place(10, 10), code: "MESH002", message: "b" }),
    diagnostic("b.ts", place(1, 1)),
  ];
  const mixed = [4, 1, 6, 0, 5, 3, 2].map((index) => sorted[index]!);
  assert.deepEqual(at(mixed), at(sorted));
  assert.deepEqual(locateDiagnostics(mixed, read), sorted);
});

Deno.test("a file is read once, and not at all where its mistakes have places", () => {
  const reads: string[] = [];
  const counting = (file: string) => {
    reads.push(file);
    return read(file);
  };
  locateDiagnostics([
    diagnostic("services/a.ts"),
    diagnostic("services/a.ts", { message: "is worse" }),
    diagnostic("services/b.ts", { position: { line: 1, column: 1 } }),
    diagnostic("services/none.ts"),
    diagnostic("services/none.ts"),
  ], counting);
  assert.deepEqual(reads, ["services/a.ts", "services/none.ts"]);
});
