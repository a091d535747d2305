/** Service files as people may write them: any indentation, quotes, commas, line breaks and comments. */
import fc from "fast-check";
import type { Plain, PlainObject } from "../../lib/canary/edit/value_change.ts";

/** A file's text and what it exports. */
export interface WrittenService {
  readonly text: string;
  readonly value: PlainObject;
}

/** The value that a written service file exports. */
export function evaluate(text: string): PlainObject {
  const body = text.replace(/^\uFEFF/, "").replace(/^import .*$/m, "").replace("export default", "return");
  return new Function("defineService", body)((value: PlainObject) => value);
}

/** Every comment of a text, in order; each is written `⟨n⟩` so that none is like another. */
export function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/⟨\d+⟩/g)].map(([comment]) => comment);
}

interface Habits {
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly lineBreak: string;
  /** Random choices, used up one after the other. */
  readonly choices: readonly number[];
}

class Writer {
  #choice = 0;
  #comments = 0;

  constructor(readonly habits: Habits) {}

  #chance(of: number): boolean {
    const { choices } = this.habits;
    return choices[this.#choice++ % choices.length]! % of === 0;
  }

  #comment(): string {
    return `⟨${++this.#comments}⟩`;
  }

  #text(text: string): string {
    const json = JSON.stringify(text);
    return this.habits.quote === '"'
      ? json
      : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  }

  #inline(): string {
    return this.#chance(9) ? ` /* ${this.#comment()} */` : "";
  }

  write(value: Plain, base: string): string {
    if (typeof value === "string") return this.#text(value);
    if (typeof value !== "object" || value === null) return String(value);
    const isList = Array.isArray(value);
    const [open, close] = isList ? ["[", "]"] : ["{", "}"];
    const entries: readonly (readonly [string, Plain])[] = isList
      ? (value as readonly Plain[]).map((item) => ["", item] as const)
      : Object.entries(value as PlainObject);
    const key = (name: string) =>
      isList
        ? ""
        : (/^\w+$/.test(name) && !this.#chance(6) ? name : this.#text(name)) + this.#inline() + ": ";
    if (entries.length === 0) return this.#chance(2) ? open + close : `${open} ${close}`;
    if (!this.#chance(3)) {
      const gap = isList ? "" : " ";
      const members = entries.map(([name, item]) => key(name) + this.write(item, base) + this.#inline());
      return `${open}${gap}${members.join(", ")}${this.#chance(5) ? "," : ""}${gap}${close}`;
    }
    const { indent, lineBreak } = this.habits;
    const inner = base + indent;
    const lines = entries.map(([name, item], index) => {
      const above = this.#chance(5) ? `${inner}// ${this.#comment()}${lineBreak}` : "";
      const last = index === entries.length - 1 && this.#chance(2);
      const behind = this.#chance(5) ? ` // ${this.#comment()}` : "";
      const empty = this.#chance(8) ? lineBreak : "";
      return `${empty}${above}${inner}${key(name)}${this.write(item, inner)}${
        last ? "" : ","
      }${behind}${lineBreak}`;
    });
    return `${open}${this.#chance(8) ? ` // ${this.#comment()}` : ""}${lineBreak}${
      lines.join("")
    }${base}${close}`;
  }

  file(value: PlainObject): string {
    const { lineBreak } = this.habits;
    const head = [`import { defineService } from "@3rvision/catalogue";`, "", `// ${this.#comment()}`];
    const written = this.write(value, "");
    return [...head, `export default defineService(${written});`, ""].join(lineBreak);
  }
}

const image = fc.stringMatching(/^registry\.example\/[a-z]{1,8}:[0-9]\.[0-9]$/);
const steps = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 })
  .map((weights) => weights.sort((a, b) => a - b))
  .chain((weights) =>
    fc.tuple(...weights.map((weight) => fc.constantFrom<Plain>(weight, weight, { weight, pause: "5m" })))
  );

const canary = fc.tuple(
  fc.record({
    image,
    steps,
    step: fc.nat(),
    paused: fc.boolean(),
    replicas: fc.constantFrom<Plain>(2, "proportional"),
    config: fc.dictionary(
      fc.constantFrom("LOG_LEVEL", "it's", "a-b"),
      fc.constantFrom("x", 'say "hi"', "it's"),
      { noNullPrototype: true },
    ),
    analysis: fc.constant({ metrics: [{ kind: "success-rate", minimum: 99 }] }),
  }, { requiredKeys: ["image", "steps", "step"] }),
  fc.nat(),
).map(([policy, turn]) => {
  const entries = Object.entries({ ...policy, step: policy.step % policy.steps.length });
  const start = turn % entries.length;
  return Object.fromEntries([...entries.slice(start), ...entries.slice(0, start)]);
});

/** A service's value; `withCanary`: always, never, or undefined for sometimes. */
export function serviceValue(withCanary?: boolean): fc.Arbitrary<PlainObject> {
  return fc.record({
    name: fc.constant("shop"),
    image,
    ports: fc.constant([{ name: "http", port: 8080 }]),
    config: fc.dictionary(fc.constantFrom("LOG_LEVEL", "MODE"), fc.constantFrom("a", "b"), {
      noNullPrototype: true,
    }),
    canary,
    calls: fc.constantFrom<Plain>([], ["stock"]),
  }, { requiredKeys: withCanary ? ["name", "image", "canary"] : ["name", "image"] })
    .map(({ canary, ...rest }) =>
      canary === undefined || withCanary === false ? rest : { ...rest, canary }
    ) as fc.Arbitrary<PlainObject>;
}

/** A service file. */
export function writtenService(withCanary?: boolean): fc.Arbitrary<WrittenService> {
  return fc.record({
    value: serviceValue(withCanary),
    habits: fc.record({
      indent: fc.constantFrom("  ", "    ", "\t"),
      quote: fc.constantFrom<'"' | "'">('"', "'"),
      lineBreak: fc.constantFrom("\n", "\r\n"),
      choices: fc.array(fc.nat({ max: 359 }), { minLength: 40, maxLength: 40 }),
    }),
  }).map(({ value, habits }) => ({ value, text: new Writer(habits).file(value) }));
}
