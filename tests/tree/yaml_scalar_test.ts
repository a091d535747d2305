import assert from "node:assert/strict";
import { toYaml } from "../../lib/tree/yaml.ts";
import { assertReadBack } from "./yaml_readers.ts";

Deno.test("what people read every day stands without quotes", () => {
  const plain = [
    ..."backend apps/v1 100m 128Mi 1.2.3 v1.30 10.96.0.0/16 25% 5s http://a.b:80/c?d=e --port=80 -c ./a ../b"
      .split(" "),
    ..."/healthz registry.example.com/shop/app:1.2.3@sha256:0a1b ROUND_ROBIN $(POD_IP):80 ^/api/.*$ (a|b)"
      .split(" "),
    ..."kubernetes.io/metadata.name istio-system/gateway a=b,c!=d connect-failure,refused-stream _x".split(
      " ",
    ),
    "two words, (with) [signs] {and} 'quotes' & so on!",
  ];
  for (const string of plain) assert.equal(toYaml({ [string]: string }), `${string}: ${string}\n`);
});

Deno.test("what a reader takes for another type stands in double quotes, as a value and as a key", () => {
  const quoted = [
    ..."y N yes On OFF true NULL ~ 1 -1 1_000 1e3 e5 .5 0x1F 0o7 0b-1 0_x1 1:30 2024-01-01 .inf -.INF .NaN"
      .split(" "),
    ..."= <<x - --- ... ? * *.x &a !a |- > % @a # {} [] , : a: :a".split(" "),
    ...["", " ", " a", "a ", "a: b", "a #b", "- a", "é", "日本"],
  ];
  for (const string of quoted) assert.equal(toYaml({ [string]: string }), `"${string}": "${string}"\n`);
});

Deno.test("quotes, backslashes and characters that nobody sees are escaped", () => {
  const escaped: Readonly<Record<string, string>> = {
    '"\\"': String.raw`"\"\\\""`,
    "\r\n\t\b": String.raw`"\r\n\t\b"`,
    "a\0\x1Bb": String.raw`"a\u0000\u001bb"`,
    "\xA0\u202E\uFEFF": String.raw`"\u00A0\u202E\uFEFF"`,
    "\u{E0001}😀": String.raw`"\U000E0001😀"`,
  };
  for (const [string, written] of Object.entries(escaped)) assert.equal(toYaml([string]), `- ${written}\n`);
});

Deno.test("text of several lines is a literal block that keeps its last line feeds", () => {
  const blocks: Readonly<Record<string, string>> = {
    "a\nb": "|-\n    a\n    b\n",
    "a\nb\n": "|\n    a\n    b\n",
    "a\n": "|\n    a\n",
    "a\n\nb\n\n\n": "|+\n    a\n\n    b\n\n\n",
    " a\nb\n": "|2\n     a\n    b\n",
    "\n\n\ta\n\n": "|2+\n\n\n    \ta\n\n",
    "\na": "|-\n\n    a\n",
    "é: # x \n--- 😀": "|-\n    é: # x \n    --- 😀\n",
  };
  for (const [string, written] of Object.entries(blocks)) {
    const value = { in: { text: string, next: 1 } };
    assert.equal(toYaml(value), `in:\n  text: ${written}  next: 1\n`);
    assertReadBack(value);
  }
});

Deno.test("text that a literal block cannot hold, or that stands alone, is in double quotes", () => {
  const strings = [
    "\n",
    " \n ",
    "a\r\nb",
    "a\x1B\nb",
    "a\n\u202E",
    "\uFEFF\na",
    "a\n\xA0",
    " a\n ",
    "a\n \n",
  ];
  for (const string of strings) {
    assert.match(toYaml([string]), /^- ".*"\n$/);
  }
  assert.equal(toYaml("a\nb"), '"a\\nb"\n');
  assert.equal(toYaml(["a\nb"]), "- |-\n  a\n  b\n");
  assert.equal(toYaml({ "a\nb": 1 }), '"a\\nb": 1\n');
});

Deno.test("numbers are written as in JSON, with a dot before an exponent", () => {
  const numbers: readonly (readonly [number, string])[] = [
    [8080, "8080"],
    [-1, "-1"],
    [-0, "0"],
    [0.1, "0.1"],
    [2 ** 53, "9007199254740992"],
    [1e20, "100000000000000000000"],
    [1e21, "1.0e+21"],
    [-1.5e-7, "-1.5e-7"],
    [5e-324, "5.0e-324"],
  ];
  for (const [value, written] of numbers) assert.equal(toYaml({ value }), `value: ${written}\n`);
});

Deno.test("every short string made of what numbers are made of is read back by every reader", () => {
  const letters = [..."017_.eExob+-:"];
  let strings = [""];
  for (let length = 1; length <= 4; length++) {
    strings = strings.flatMap((string) => letters.map((letter) => string + letter));
    for (let start = 0; start < strings.length; start += 1000) {
      assertReadBack(strings.slice(start, start + 1000));
    }
  }
});
