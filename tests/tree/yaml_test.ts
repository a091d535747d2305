import assert from "node:assert/strict";
import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import { inKubernetesOrder, type JsonValue, toYaml, toYamlDocuments } from "../../lib/tree/yaml.ts";
import { asJson, assertReadBack, readWithPython } from "./yaml_readers.ts";
import { YAML_NUMBERS, YAML_TRAP_DOCUMENT, YAML_TRAPS, YAML_UNWRITABLE } from "./yaml_traps.ts";

const PIECES = [
  ..." \t\n\n\n:#-'\"\\,[]{}&*!|>%@`?~=<0179._eExobT+aynAé\xA0\u2028\uFEFF\r\x85\0",
  ..."😀,---,...,: , #,- ,\n ,\n\n, \n,\n\t,on,null,0x,.5,1:3,2024-01-01".split(","),
];
/** Told apart on purpose by other means than the code under test. */
const isWritable = (string: string) =>
  string.isWellFormed() && !/[\x7F-\x9F\u2028\u2029\uFFFE\uFFFF]/.test(string) &&
  !(string.startsWith("\t") && string.includes("\n"));
const anyText = fc.oneof(
  fc.constantFrom(...YAML_TRAPS),
  fc.tuple(fc.constantFrom(...YAML_TRAPS), fc.constantFrom(...YAML_TRAPS)).map(([a, b]) => a + b),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join("")),
  fc.stringMatching(/^[-+.]?[0-9_.:eExXobT+-]{1,8}$/),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(...YAML_UNWRITABLE),
);
const text = anyText.filter(isWritable);
const key = text.filter((string) => string.length < 200 && string !== "<<");
const number = fc.oneof(
  fc.constantFrom(...YAML_NUMBERS),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    text,
    number,
    fc.constantFrom(true, false, null),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(key, tie("json"), { maxKeys: 4 }),
  ),
}));
/** The same cases on every run: a failure is one of the code, never one of luck. */
const FIXED = { seed: 3, numRuns: 3000 };

Deno.test("an object is written as kubectl prints it: two spaces, dashes below their key, keys as given", () => {
  const value = {
    kind: "Deployment",
    apiVersion: "apps/v1",
    metadata: { labels: { "app.kubernetes.io/name": "backend" }, annotations: {} },
    spec: {
      replicas: 2,
      template: { containers: [{ name: "app", args: ["--port=8080", "-v"], env: [] }, { name: "b" }] },
      weights: [[90, 10], [], [[1]]],
      paused: false,
      last: null,
    },
  };
  assert.equal(
    toYaml(value),
    `kind: Deployment
apiVersion: apps/v1
metadata:
  labels:
    app.kubernetes.io/name: backend
  annotations: {}
spec:
  replicas: 2
  template:
    containers:
    - name: app
      args:
      - --port=8080
      - -v
      env: []
    - name: b
  weights:
  - - 90
    - 10
  - []
  - - - 1
  paused: false
  last: null
`,
  );
});

Deno.test("no line is ever folded and nothing is written as an alias", () => {
  const long = "many words ".repeat(100) + "end";
  assert.equal(toYaml({ long }), `long: ${long}\n`);
  const shared = { a: [1] };
  assert.equal(toYaml([shared, shared]), "- a:\n  - 1\n- a:\n  - 1\n");
});

Deno.test("properties that are undefined are left out", () => {
  assert.equal(toYaml({ a: undefined, b: 1, c: { d: undefined } }), "b: 1\nc: {}\n");
  assert.equal(toYaml({ a: undefined }), "{}\n");
  assert.equal(toYaml([{ a: undefined, b: 1, c: 2 }]), "- b: 1\n  c: 2\n");
});

Deno.test("a document may be any value", () => {
  const documents: readonly (readonly [JsonValue, string])[] = [
    [{}, "{}\n"],
    [[], "[]\n"],
    [null, "null\n"],
    [true, "true\n"],
    [1, "1\n"],
    ["text", "text\n"],
    ["on", '"on"\n'],
    [[["a"]], "- - a\n"],
  ];
  for (const [value, written] of documents) {
    assert.equal(toYaml(value), written);
    assertReadBack(value);
  }
});

Deno.test("what JSON cannot say is refused with its path", () => {
  class Mapping {}
  const itself: Record<string, unknown> = {};
  itself.again = itself;
  const refused: readonly (readonly [object, string])[] = [
    [{ spec: { replicas: NaN } }, 'Cannot write "spec.replicas" as YAML: NaN is not a JSON value'],
    [{ a: [1, -Infinity] }, 'Cannot write "a[1]" as YAML: -Infinity is not a JSON value'],
    [{ a: [undefined] }, 'Cannot write "a[0]" as YAML: undefined is not a JSON value'],
    [{ a: [{ "b.c": () => 1 }] }, 'Cannot write "a[0]["b.c"]" as YAML: a function is not a JSON value'],
    [[10n], 'Cannot write "[0]" as YAML: a bigint is not a JSON value'],
    [{ a: Symbol("b") }, 'Cannot write "a" as YAML: a symbol is not a JSON value'],
    [{ at: new Date(0) }, 'Cannot write "at" as YAML: a Date is not a JSON value'],
    [{ at: new Map() }, 'Cannot write "at" as YAML: a Map is not a JSON value'],
    [new Mapping(), "Cannot write the document as YAML: a Mapping is not a JSON value"],
    [{ a: "\uD83D" }, 'Cannot write "a" as YAML: the string "\\ud83d" has half of a surrogate pair'],
    [{ a: "x\n\uDE00" }, 'Cannot write "a" as YAML: the string "x\\n\\ude00" has half of a surrogate pair'],
    [{ a: "b\x85" }, 'Cannot write "a" as YAML: the string "b\x85" holds U+0085, which Kustomize loses'],
    [
      ["\ta\nb"],
      'Cannot write "[0]" as YAML: the string "\\ta\\nb" has several lines and starts with a tab, which Kustomize ' +
      "cannot read",
    ],
    [{ a: { "<<": 1 } }, 'Cannot write "a" as YAML: the key "<<" is one that Kustomize takes for a merge'],
    [{ a: { "\uDE00": 1 } }, 'Cannot write "a" as YAML: the key "\\ude00" has half of a surrogate pair'],
    [
      { a: { ["é".repeat(1023)]: 1 } },
      `Cannot write "a" as YAML: the key "${"é".repeat(60)}…" takes 1025 characters, must be at most 1024`,
    ],
    [
      itself,
      `Cannot write "${
        Array(102).fill("again").join(".")
      }" as YAML: it is nested too deeply, or contains itself`,
    ],
  ];
  for (const [value, message] of refused) assert.throws(() => toYaml(value), new TypeError(message));
});

Deno.test("the longest key that is written is read back", () => {
  for (const longest of ["a".repeat(1024), "é".repeat(1022), "\n".repeat(511)]) {
    assertReadBack({ [longest]: [{ [longest]: longest }] });
  }
});

Deno.test("several documents are parted by a line of dashes", () => {
  assert.equal(toYamlDocuments([{ a: 1 }, "b", []]), "a: 1\n---\nb\n---\n[]\n");
  assert.equal(toYamlDocuments([{ a: 1 }]), "a: 1\n");
  assert.equal(toYamlDocuments([]), "");
  assert.throws(
    () => toYamlDocuments([{}, { a: NaN }]),
    new TypeError('Cannot write "[1].a" as YAML: NaN is not a JSON value'),
  );
  const documents = YAML_TRAPS.map((trap) => ({ trap }));
  assert.deepEqual(
    parseAllDocuments(toYamlDocuments(documents)).map((document) => document.toJS()),
    documents,
  );
});

Deno.test("a Kubernetes object starts with apiVersion, kind and metadata", () => {
  const object = {
    spec: { b: 1, a: 2 },
    kind: "Service",
    metadata: { name: "x" },
    apiVersion: "v1",
    z: 0,
    data: 1,
  };
  const ordered = inKubernetesOrder(object);
  assert.deepEqual(Object.keys(ordered), ["apiVersion", "kind", "metadata", "spec", "z", "data"]);
  assert.deepEqual(ordered, object);
  assert.deepEqual(Object.keys(ordered.spec), ["b", "a"]);
  assert.deepEqual(Object.keys(inKubernetesOrder({ spec: 1, kind: "Kustomization" })), ["kind", "spec"]);
});

Deno.test("every known trap, in every place, is read back by every reader", () => {
  assertReadBack(YAML_TRAP_DOCUMENT);
  for (const trap of YAML_TRAPS) assertReadBack(trap);
});

Deno.test("any JSON value is read back by every reader", () => {
  fc.assert(fc.property(json, assertReadBack), FIXED);
});

Deno.test("every string is either read back or refused", () => {
  for (const string of YAML_UNWRITABLE) {
    assert.throws(() => toYaml([string]), TypeError, JSON.stringify(string));
  }
  fc.assert(
    fc.property(anyText, (string) => {
      if (isWritable(string)) return assertReadBack({ in: [string] });
      assert.throws(() => toYaml({ in: [string] }), {
        message: /^Cannot write "in\[0\]" as YAML: the string /,
      });
    }),
    FIXED,
  );
});

Deno.test("the text depends on the value alone, not on what was written before", () => {
  const earlier = new Map<string, string>();
  const values = [...YAML_TRAPS, ...YAML_TRAPS.map((trap) => ({ [`a${trap.slice(0, 200)}`]: [trap] }))];
  for (const value of values) earlier.set(JSON.stringify(value), toYaml(value));
  // More strings than are remembered, then everything once more, backwards.
  for (let index = 0; index < 25_000; index++) toYaml({ [`key-${index}`]: `value-${index}` });
  for (const value of values.reverse()) assert.equal(toYaml(value), earlier.get(JSON.stringify(value)));
});

Deno.test("PyYAML reads back every trap and any JSON value", async (context) => {
  const values: JsonValue[] = [
    YAML_TRAP_DOCUMENT,
    ...YAML_TRAPS,
    ...fc.sample(json, { ...FIXED, numRuns: 1000 }),
  ];
  const read = await readWithPython(values.map(toYaml));
  if (typeof read === "string") {
    console.warn(`SKIPPED: ${context.name}: ${read}`);
    return;
  }
  values.forEach((value, index) =>
    assert.deepEqual(read[index], asJson(value), `PyYAML reads something else from:\n${toYaml(value)}`)
  );
});
