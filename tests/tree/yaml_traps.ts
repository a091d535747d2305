/**
 * Strings and numbers that YAML readers are known to take for something else: for every test that feeds a reader,
 * be it a parser or a whole tool such as Kustomize.
 */

import type { JsonValue } from "../../lib/tree/yaml.ts";

/** The words of a text, in which `·` stands for a space, `→` for a tab, `↵` for a line feed, `␍` for its return. */
function words(text: string): string[] {
  return text.trim().split(/\s+/).map((word) =>
    word.replaceAll("·", " ").replaceAll("→", "\t").replaceAll("↵", "\n").replaceAll("␍", "\r")
  );
}

const BOOLEANS_AND_NULLS = words(`
  y Y n N yes Yes YES yEs no No NO nO on On ON oN off Off OFF oFF true True TRUE tRUE false False FALSE fALSE
  null Null NULL nULL ~ ~~ Nil none undefined yes! on-line nullable truest
`);

const NUMBERS = words(`
  0 1 -1 +1 007 08 09 0o7 0O7 -0o7 +0o7 0o 0o8 0x1F 0XF -0xF +0xF 0x 0xG 0x_1 0b101 0B1 0b 0b2 0b-1 0b+0 0_b1 0__x1
  1_000 1__0 _1 1_ _ __ 0_7 _0 1,000 1. .5 -.5 +.5 1.5 1.0 . -. +. ._ _. 1._ 1_.5 -0 -0.0 +0 +-1 --1 1.2.3 1.2.3.4
  10.0.0.1 10.96.0.0/16 1e3 1E3 1e+3 1e-3 1.5e3 .5e3 1.e3 1_e3 1e_3 1e_+3 e5 E5 -e5 e-5 e+5 .e5 -.e5 _e5 e 1e 12E 1E
  12e4567 e1234567 e12345f 0e0 1p3 0x1p-2 1:30 12:30:45 190:20:30 190:20:30.15 -1:30 +1:30 80:80 1:60 8080:80 0:0 1:
  :1 1:1: 12:30pm inf -inf +inf Inf nan NaN .inf .Inf .INF -.inf +.inf .iNF .nan .NaN .NAN -.nan .infinity Infinity
  100m 128Mi 1Gi 0.5 25% 5s 1h30m 1k 1M 12abc 1-2 1/2 0-0 1+1 9007199254740993 18446744073709551616 1${
  "0".repeat(400)
}
`);

const DATES = words(`
  2024-01-01 2024-1-1 2024-01 2024-13-45 0001-01-01 2024-01-01T00:00:00Z 2024-01-01t00:00:00.5-05:00 12024-01-01
  2024-01-01·00:00:00 2024-01-01·00:00:00·+1 2024-01-01→00:00:00 2024-01-01-release 20240101 2024-01-01T
`);

const SYNTAX = words(String.raw`
  - -- --- ---- ---x ---·a .. ... ...x ...·a ? ?x ?·a : :x :: :·a x: x:y a:b:c , [ ] { } [] {} [a] {a} {a:b} {{·.x·}}
  # #x x# x#y #·a & &a &a·b * *a *a·b *.x ! !a !!a !!str·a | |- |·a > >- >·a % %a %YAML·1.1 @ @a ${"`"} ${"`"}a = == =x
  < << <<x <<:·*a > >> ~x ~/x $x $(x) ^x$ (x) \ \n \x41 / /x // ; ;x -a -1a --a --- -: -# -[ -·a -·a:·b .a ./a ../a
  .../a ..a _a +a -c --port=80 --config=/x:y ' '' " "" it's a'b 'a' 'a a' 'a'·b "a" "a a" a"b "a"·b a\b C:\x <a> a=b a&b
  a*b a!b a|b a>b a%b a@b a${"`"}b a,b a[b a{b} a,·b [a,·b] {a:·b} a:·b a·:b a·:·b a: a·: a·#b a·#·b a#·b a··#b a··b
  a·-·b a·?·b a:·| a:→b a→#b a→b key:·value:·more http://example.com:80/a?b=c#d sha256:0123456789abcdef
  __proto__ constructor toString hasOwnProperty tag:yaml.org,2002:str !!python/object:os.system
`);

const WHITE_SPACE = words(`
  · ·· → ·→ →· ·a a· ·a· →a a→ a→→b a·→b ↵ ↵↵ ↵↵↵ ·↵ ↵· ↵→ ·↵· ↵·↵ ··↵↵ a↵ a↵↵ a↵↵↵ ↵a ↵↵a ↵a↵ a↵b a↵↵b
  a↵↵↵b↵↵ a↵b↵ a↵b↵↵ ·a↵b ··a↵b↵ a↵·b a↵··b↵·c↵ ↵·a↵ ↵↵··a↵b ·a↵↵ ···↵a ···↵↵a↵ ·↵·a a↵→b ↵→a↵ a→↵b a↵→↵b
  a↵→ a↵→↵ ·→a↵b a·↵b a↵b· a↵· a↵·· a↵·↵ a↵··↵↵ a↵··↵b a↵·↵·↵b a↵↵· a·↵ a··↵↵ ·a↵· ·a↵·↵ ↵·a↵·↵
  ·a↵↵·↵↵ ␍ ␍↵ a␍b a␍↵b a␍ a␍↵ ␍a a↵␍ a␍↵␍↵b #·a↵b a↵#·b↵ a·#·b↵c -·a↵-·b↵ a:·b↵c:·d↵ ---↵a↵ a↵---↵b↵ a↵...↵b↵
  ...↵ ---↵ %a↵b↵ |↵a 'a↵b' "a↵b" a\\↵b {{-·if·x·}}↵··a↵{{-·end·}}↵ #!/bin/sh↵set·-e↵→exec·a↵
`);

/** Characters that some reader refuses, changes, takes for a line break, or that nobody sees. */
const CHARACTERS = [
  ..."\0\x01\x07\b\v\f\x1B\x1F\xA0\xAD\u061C\u1680\u180E\u2000\u200B\u200D\u200E\u202E",
  ..."\u202F\u205F\u2060\u2066\u3000\uD7FF\uE000\uFEFF\uFFFD\u0301\uFE0F\u{10000}\u{1FFFE}\u{1FFFF}",
  ..."\u{1D173}\u{E0001}\u{10FFFF}éßΩ日’…１\u017F\u2126😀",
];

/** Strings that no rendered file can hold: no YAML can, or Kustomize would lose them on the way to the cluster. */
export const YAML_UNWRITABLE: readonly string[] = [
  ...["\x7F", "\x80", "\x85", "\x9F", "\u2028", "\u2029", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00"]
    .flatMap((character) => [character, `a${character}b`, `${character}\na`, `a\nb${character}\n`]),
  ...words("→↵ →↵→ →a↵b →↵a →·a↵b →a↵→"),
];

/** Every trap, none twice. */
export const YAML_TRAPS: readonly string[] = [
  ...new Set([
    "",
    ...BOOLEANS_AND_NULLS,
    ...NUMBERS,
    ...DATES,
    ...SYNTAX,
    ...WHITE_SPACE,
    ...CHARACTERS.flatMap((c) => [c, `a${c}b`, `${c}a`, `a${c}`, `no${c}`]),
    ...CHARACTERS.flatMap((c) => [`${c}\na`, `a\n${c}`, `a\nb${c}\n`]),
    "👩‍💻 and ❤️",
    "a".repeat(2000),
    "a b ".repeat(100) + "c",
    "a long line of words ".repeat(20) + "\nand another\n",
    "x".repeat(200) + ": " + "y".repeat(200),
  ]),
];

/** Numbers at the edges of what readers agree on. */
export const YAML_NUMBERS: readonly number[] = [
  ...[0, 1, -1, 42, 8080, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 53, 2 ** 63, 2 ** 64, 1e20],
  ...[1e21, -1e21, 1.5e22, 1e100, -1e-100, 0.1, -0.1, 0.5, 1.5, 1 / 3, 1e-6, 1e-7, 1.5e-7, 5e-324, 1.5e300],
];

const KEYS = YAML_TRAPS.filter((text) => text.length < 200 && text !== "<<");

/**
 * One value that holds every trap in every place that a reader may stumble over: below a key, as a key, in a list, in
 * a list of lists and in a list of objects, each with something before and after it.
 */
export const YAML_TRAP_DOCUMENT: JsonValue = {
  first: "plain",
  values: Object.fromEntries(YAML_TRAPS.map((text, index) => [`trap-${index}`, text])),
  keys: Object.fromEntries(KEYS.map((text, index) => [text, index])),
  list: YAML_TRAPS,
  lists: YAML_TRAPS.map((text) => [[text, "after"], text]),
  objects: YAML_TRAPS.map((text) => ({ before: text, inner: { deep: text, after: [] }, last: text })),
  numbers: YAML_NUMBERS,
  others: [true, false, null, {}, [], [[]], [{}], { empty: {}, none: [], nothing: null }],
  last: "plain",
};
