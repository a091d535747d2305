import assert from "node:assert/strict";
import { findValue, locate, locateKey } from "../../../lib/catalogue/locate/mod.ts";
import { marked, pathOf } from "./marked.ts";

interface Row {
  readonly name: string;
  readonly path: string;
  readonly source: string;
}

const literal: readonly Row[] = [
  { name: "a field", path: "name", source: 'export default { name: «"backend"» };' },
  { name: "the whole export", path: "", source: 'export default «{ name: "backend" }»;' },
  { name: "an item of a list", path: "steps.2", source: "export default { steps: [10, 25, «120»] };" },
  { name: "a negative number", path: "step", source: "export default { step: «-1» };" },
  { name: "a quoted key", path: "x-canary", source: 'export default { "x-canary": «"true"» };' },
  { name: "a key that is a number", path: "80", source: "export default { 80: «8080» };" },
  { name: "a computed key", path: "LOG", source: 'export default { ["LOG"]: «"info"» };' },
  {
    name: "a key made from constants",
    path: "LOG_LEVEL",
    source: 'const log = "LOG"; export default { [`${log}_LEVEL`]: «"info"» };',
  },
  { name: "null, true and false", path: "b", source: "export default { a: true, b: «null», c: false };" },
  { name: "a plain template", path: "name", source: "export default { name: «`backend`» };" },
  { name: "the later of two equal keys", path: "a", source: "export default { a: 1, a: «2» };" },
  {
    name: "what define… is given",
    path: "name",
    source: 'export default defineService({ name: «"backend"» });',
  },
  {
    name: "what stands before satisfies",
    path: "name",
    source: 'export default ({ name: «"backend"» } satisfies Service);',
  },
  {
    name: "what stands before as const",
    path: "a.b",
    source: "export default { a: { b: «1» } as const } as Service;",
  },
  { name: "what stands before !", path: "a", source: "export default { a: «1»! };" },
  { name: "what stands behind <Service>", path: "a", source: "export default <Service>{ a: «1» };" },
  {
    name: "what Object.freeze is given",
    path: "a",
    source: "export default Object.freeze({ a: «1» });",
  },
  { name: "a constant", path: "steps.1", source: "const steps = [10, «25»]; export default { steps };" },
  {
    name: "a constant under another name",
    path: "canary.steps",
    source: "const all = «[10, 25]»; export default { canary: { steps: all } };",
  },
  {
    name: "an exported constant",
    path: "name",
    source: 'export const name = «"backend"»; export default { name };',
  },
  {
    name: "a constant below its use",
    path: "name",
    source: 'export default define(); function define() { return { name: «"a"» }; }',
  },
  {
    name: "the name of a default export",
    path: "a",
    source: "const service = { a: «1» }; export default service;",
  },
  {
    name: "a constant exported as default",
    path: "a",
    source: "const service = { a: «1» }; export { service as default };",
  },
  {
    name: "a property of a constant",
    path: "port",
    source: "const ports = { http: { port: «80» } }; export default { port: ports.http.port };",
  },
  {
    name: "an item of a constant",
    path: "port",
    source: "const ports = [80, «443»]; export default { port: ports[1] };",
  },
  {
    name: "what a spread brings",
    path: "replicas",
    source: 'const base = { replicas: «2» }; export default { ...base, name: "a" };',
  },
  {
    name: "what overrides a spread",
    path: "replicas",
    source: "const base = { replicas: 2 }; export default { ...base, replicas: «3» };",
  },
  {
    name: "the spread that overrides",
    path: "replicas",
    source: "const base = { replicas: «2» }; export default { replicas: 3, ...base };",
  },
  {
    name: "what the last of several spreads brings",
    path: "a",
    source: "const x = { a: 1 }, y = { a: «2» }, z = { b: 3 }; export default { ...x, ...y, ...z };",
  },
  {
    name: "a spread of a property",
    path: "traffic.timeout",
    source: 'const base = { traffic: { timeout: «"5s"» } }; export default { traffic: { ...base.traffic } };',
  },
  {
    name: "an item behind a spread list",
    path: "steps.2",
    source: "const first = [10, 25]; export default { steps: [...first, «50», 100] };",
  },
  {
    name: "an item that a spread list brings",
    path: "steps.2",
    source: "const first = [10, «25»]; export default { steps: [5, ...first, 50] };",
  },
  {
    name: "what a function returns",
    path: "probe.path",
    source: 'const probe = () => ({ path: «"/healthz"» }); export default { probe: probe() };',
  },
  {
    name: "what a function is given",
    path: "probe.path",
    source:
      'function probe(path: string) { return { path }; } export default { probe: probe(«"/healthz"») };',
  },
  {
    name: "a parameter's default",
    path: "probe.path",
    source: 'const probe = (path = «"/healthz"») => ({ path }); export default { probe: probe() };',
  },
  {
    name: "a named argument",
    path: "probe.path",
    source:
      'const probe = ({ at }: Options) => ({ path: at }); export default { probe: probe({ at: «"/"» }) };',
  },
  {
    name: "a constant of a function's own",
    path: "a",
    source: "function make() { const a = «1»; return { a }; } export default make();",
  },
  {
    name: "a part of a constant",
    path: "timeout",
    source: 'const { timeout } = { timeout: «"5s"», retries: 2 }; export default { timeout };',
  },
  { name: "what is awaited", path: "a", source: "export default await { a: «1» };" },
];

const nearest: readonly Row[] = [
  {
    name: "a missing field: the object it belongs in",
    path: "canary.image",
    source: "export default { canary: «{ steps: [10] }» };",
  },
  {
    name: "a missing item: its list",
    path: "steps.7",
    source: "export default { steps: «[10, 25]» };",
  },
  {
    name: "below a scalar: the scalar",
    path: "name.first",
    source: 'export default { name: «"backend"» };',
  },
  {
    name: "below an import: the name that was imported",
    path: "retries.attempts",
    source: 'import { retries } from "./_policies.ts"; export default { retries: «retries» };',
  },
  {
    name: "below a call of an import: the call",
    path: "retries.attempts",
    source: 'import { retries } from "./_policies.ts"; export default { retries: «retries(3)» };',
  },
  {
    name: "from a spread import: the spread",
    path: "replicas",
    source: 'import { base } from "./_base.ts"; export default { «...base», name: "a" };',
  },
  {
    name: "behind a list of unknown length: the list that brings it",
    path: "steps.1",
    source: 'import { first } from "./_steps.ts"; export default { steps: [«...first», 100] };',
  },
  {
    name: "a field that a later spread may override: the field",
    path: "replicas",
    source: 'import { base } from "./_base.ts"; export default { replicas: «2», ...base };',
  },
  {
    name: "one of two branches: the one that has it",
    path: "canary.steps",
    source: "export default { canary: lab ? { step: 0 } : { steps: «[10]» } };",
  },
  {
    name: "what a condition may bring",
    path: "canary",
    source: "export default { ...(lab && { canary: «{ steps: [10] }» }) };",
  },
  {
    name: "a variable that may have changed",
    path: "a",
    source: "let a = «1»; a = 2; export default { a };",
  },
  {
    name: "below what a method computes: the call",
    path: "steps.0",
    source: "export default { steps: «[1, 2].map((step) => step * 10)» };",
  },
  {
    name: "a function of more than one return: its call",
    path: "a.b",
    source: "function f() { if (x) return { b: 1 }; return { b: 2 }; } export default { a: «f()» };",
  },
];

for (const { name, path, source } of literal) {
  Deno.test(`finds ${name}`, () => {
    const { text, start, end } = marked(source);
    const found = findValue(text, pathOf(path));
    assert.deepEqual(found && { start: found.start, end: found.end }, { start, end });
    assert.equal(found?.exact, true);
    assert.equal(found?.literal, true);
  });
}

for (const { name, path, source } of nearest) {
  Deno.test(`finds the nearest place for ${name}`, () => {
    const { text, start, end } = marked(source);
    const found = findValue(text, pathOf(path));
    assert.deepEqual(found && { start: found.start, end: found.end }, { start, end });
    assert.equal(found?.exact, false);
  });
}

Deno.test("a value that is no literal is found exactly and said to be none", () => {
  for (const value of ["timeout", "timeout()", "`${a}s`", "a ?? b", "seconds * 2"]) {
    const { text, start } = marked(`import { a } from "./_a.ts"; export default { timeout: «${value}» };`);
    const found = findValue(text, ["timeout"]);
    assert.equal(found?.start, start, value);
    assert.deepEqual([found.exact, found.literal], [true, false], value);
  }
});

Deno.test("nothing is found where there is nothing to follow", () => {
  for (
    const text of [
      "",
      "export default {",
      "export const a = { b: 1 };",
      "export default class {}",
      "{{{",
      "\0",
    ]
  ) {
    assert.equal(findValue(text, ["b"]), undefined, text);
    assert.deepEqual(locate(text, ["b"]), { line: 1, column: 1, exact: false }, text);
    assert.deepEqual(locateKey(text, ["b"]), { line: 1, column: 1, exact: false }, text);
  }
});

Deno.test("the key of a value is found, wherever the value is written", () => {
  const rows: readonly Row[] = [
    {
      name: "an unknown field",
      path: "canary.stepz",
      source: "export default { canary: { «stepz»: [10] } };",
    },
    { name: "a quoted key", path: "config.a b", source: 'export default { config: { «"a b"»: 1 } };' },
    { name: "a shorthand", path: "stepz", source: "const stepz = [10]; export default { «stepz» };" },
    {
      name: "a key that a spread brings",
      path: "stepz",
      source: "const base = { «stepz»: [10] }; export default { ...base };",
    },
    { name: "an item of a list", path: "ports.1", source: "export default { ports: [80, «443»] };" },
    { name: "a method", path: "name", source: 'export default { «name»() { return "a"; } };' },
    { name: "no such key: the nearest place", path: "a.b", source: "export default { a: «{ c: 1 }» };" },
  ];
  for (const { name, path, source } of rows) {
    const { text, start } = marked(source);
    assert.deepEqual(locateKey(text, pathOf(path)).column, start + 1, name);
  }
});

Deno.test("a file that goes in circles ends", () => {
  const circles = [
    "const a = a; export default a;",
    "const a = { ...b }, b = { ...a }; export default a;",
    "const a = c ? { ...a, ...a } : { ...a, ...a }; export default { a };",
    "function f() { return f(); } export default { a: f() };",
    "const f = (x) => f({ ...x, ...x }); export default f({ a: 1 });",
    "const a = [...a, ...a]; export default { a };",
    "export default { a: `${a}` }; const a = `${a}${a}`;",
  ];
  for (const text of circles) {
    for (const path of ["a", "a.b", "a.7", "x.y.z"]) {
      assert.doesNotThrow(() => findValue(text, pathOf(path)), text);
    }
  }
});

Deno.test("a file of thousands of keys is searched to its first", () => {
  const keys = Array.from({ length: 5000 }, (_, index) => `"key-${index}": ${index}`);
  const text = `export default { config: { ${keys.join(", ")} } };`;
  const found = findValue(text, ["config", "key-0"]);
  assert.equal(found && text.slice(found.start, found.end), "0");
});
