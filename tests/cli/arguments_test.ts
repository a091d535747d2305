import assert from "node:assert/strict";
import fc from "fast-check";
import { parseArguments } from "../../lib/cli/arguments.ts";
import { Failure } from "../../lib/cli/failure.ts";
import type { Options } from "../../lib/cli/option.ts";

const options = {
  json: { kind: "flag", description: "" },
  image: { kind: "text", placeholder: "REFERENCE", description: "" },
  service: { kind: "list", placeholder: "NAME", description: "" },
  color: { kind: "choice", choices: ["auto", "always"], description: "" },
} as const satisfies Options;

const defaults = { json: false, image: undefined, service: [], color: "auto" };

const accepted: readonly [string, readonly string[], object, readonly string[]][] = [
  ["nothing", [], {}, []],
  ["a flag", ["--json"], { json: true }, []],
  ["a value after a blank", ["--image", "a:1"], { image: "a:1" }, []],
  ["a value after =", ["--image=a=b"], { image: "a=b" }, []],
  ["a list", ["--service", "a", "--service=b"], { service: ["a", "b"] }, []],
  ["the last of two values", ["--image", "a", "--image", "b"], { image: "b" }, []],
  ["a choice", ["--color", "always"], { color: "always" }, []],
  ["positionals among options", ["a", "--json", "b"], { json: true }, ["a", "b"]],
  ["positionals after --", ["--", "--json", "-x"], {}, ["--json", "-x"]],
];

for (const [name, args, values, positionals] of accepted) {
  Deno.test(`arguments may be ${name}`, () => {
    const parsed = parseArguments(args, options, "help");
    assert.deepEqual({ ...parsed.options }, { ...defaults, ...values });
    assert.deepEqual(parsed.positionals, positionals);
  });
}

const refused: readonly [args: readonly string[], message: string, fix: string | undefined][] = [
  [["--jsn"], 'Unknown option "--jsn"', 'did you mean "--json"?'],
  [["--no-json"], 'Unknown option "--no-json"', '"help" lists the options'],
  [["-j"], 'Unknown option "-j"', '"help" lists the options'],
  [["--toString"], 'Unknown option "--toString"', '"help" lists the options'],
  [["--__proto__"], 'Unknown option "--__proto__"', '"help" lists the options'],
  [["--json=yes"], '--json takes no value, has "yes"', undefined],
  [["--image"], "--image lacks its value", "write --image and then REFERENCE"],
  [["--image="], "--image lacks its value", "write --image and then REFERENCE"],
  [["--image", "--json"], "--image lacks its value", "write --image and then REFERENCE"],
  [["--color", "alway"], '--color is "alway", must be auto or always', 'did you mean "always"?'],
  [["--color"], "--color lacks its value", "write --color and then auto, always"],
];

for (const [args, message, fix] of refused) {
  Deno.test(`${args.join(" ")} is refused`, () => {
    assert.throws(() => parseArguments(args, options, "help"), (error) => {
      assert.ok(error instanceof Failure, String(error));
      assert.deepEqual([error.exitCode, error.message, error.fix], [64, message, fix]);
      return true;
    });
  });
}

Deno.test("whatever is written, it is understood or refused by name", () => {
  const word = fc.oneof(
    fc.constantFrom("--json", "--image", "--service", "--color", "always", "--", "-", "-x", "=", "--=", "a"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (args) => {
      try {
        const { positionals } = parseArguments(args, options, "help");
        for (const positional of positionals) assert.ok(args.includes(positional));
      } catch (error) {
        assert.ok(error instanceof Failure, String(error));
      }
    }),
    { numRuns: 1000 },
  );
});
