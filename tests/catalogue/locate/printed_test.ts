import assert from "node:assert/strict";
import fc from "fast-check";
import type { ValuePath } from "../../../lib/diagnostic.ts";
import { findValue, locate, locateKey } from "../../../lib/catalogue/locate/mod.ts";

interface Place {
  readonly path: ValuePath;
  readonly start: number;
  readonly end: number;
  readonly key: number | undefined;
}

/** Prints a value as somebody might type it, and notes where each part went. */
class Printer {
  text = "";
  readonly places: Place[] = [];
  readonly #dice: () => number;

  constructor(dice: () => number) {
    this.#dice = dice;
  }

  #pick(...choices: readonly string[]): string {
    return choices[this.#dice() % choices.length]!;
  }

  gap(): void {
    this.text += this.#pick("", " ", "\n", "\r\n", "\t", " /* 🐙 { */ ", " // ] é\n", "\n\n    ");
  }

  #key(key: string): string {
    if (/^[A-Za-z_]\w*$/.test(key) && key !== "__proto__") {
      return this.#pick(key, JSON.stringify(key), `[${JSON.stringify(key)}]`);
    }
    return this.#pick(JSON.stringify(key), `[${JSON.stringify(key)}]`);
  }

  #members(open: string, close: string, print: readonly (() => void)[]): void {
    this.text += open;
    print.forEach((member, index) => {
      this.gap();
      member();
      this.gap();
      this.text += index < print.length - 1 ? "," : this.#pick("", ",");
    });
    this.gap();
    this.text += close;
  }

  value(value: unknown, path: ValuePath, key?: number): void {
    const [before, after] = this.#pick("|", "(|)", "|as X", "(|satisfies X)", "(|)!").split("|") as [
      string,
      string,
    ];
    this.text += before;
    if (before !== "") this.gap();
    const start = this.text.length;
    if (Array.isArray(value)) {
      this.#members("[", "]", value.map((item, index) => () => this.value(item, [...path, index])));
    } else if (typeof value === "object" && value !== null) {
      this.#members(
        "{",
        "}",
        Object.entries(value).map(([name, inner]) => () => {
          const at = this.text.length;
          this.text += this.#key(name);
          this.gap();
          this.text += ":";
          this.gap();
          this.value(inner, [...path, name], at);
        }),
      );
    } else {
      this.text += JSON.stringify(value);
    }
    this.places.push({ path, start, end: this.text.length, key });
    if (after !== "") this.text += ` ${after}`;
  }
}

const key = fc.oneof(
  fc.constantFrom("name", "canary", "steps", "x-canary", "🐙", "1", "a b", "constructor"),
  fc.string({ maxLength: 6 }).filter((text) => text !== "__proto__"),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
  ),
}));

Deno.test("every value of a random file, however it is formatted, is found where it was printed", () => {
  fc.assert(
    fc.property(fc.dictionary(key, tree, { maxKeys: 5 }), fc.infiniteStream(fc.nat(1000)), (value, dice) => {
      const printer = new Printer(() => dice.next().value);
      printer.text = "// A random file.\n";
      printer.gap();
      printer.text += "export default ";
      printer.value(value, []);
      const { text, places } = printer;
      const lines = text.split(/\r\n|\n/);
      for (const { path, start, end, key } of places) {
        const found = findValue(text, path);
        assert.deepEqual(found && [found.start, found.end, found.exact], [start, end, true], text);
        const { line, column } = locate(text, path);
        assert.ok(
          lines[line - 1]!.slice(column - 1).startsWith(text.slice(start, end).split(/\r\n|\n/)[0]!),
          text,
        );
        if (key === undefined) continue;
        const before = text.slice(0, key).split("\n");
        const place = locateKey(text, path);
        // A computed key is found inside its brackets.
        const inside = text[key] === "[" ? 1 : 0;
        assert.deepEqual(
          [place.line, place.column],
          [before.length, before.at(-1)!.length + 1 + inside],
          text,
        );
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("any text and any path have a place", () => {
  const words = [
    "export default",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "a",
    ":",
    ",",
    "...",
    "const",
    "=",
    "=>",
    "1",
    '"s"',
    ";",
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { maxLength: 30 }),
      fc.array(fc.oneof(fc.constantFrom("a", "s"), fc.nat(3)), { maxLength: 4 }),
      (parts, path) => {
        const text = parts.join(" ");
        const { line, column } = locate(text, path);
        assert.ok(line === 1 && column >= 1 && column <= text.length + 1, text);
      },
    ),
    { numRuns: 2000 },
  );
});
