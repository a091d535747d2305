/** Whatever stands in a catalogue file: a located error or a tree, never a crash. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { locateDiagnostics } from "../../lib/catalogue/locate/mod.ts";
import type { LoadedFile } from "../../lib/catalogue/load/load_catalogue.ts";
import type { Catalogue } from "../../lib/model/catalogue.ts";
import { checkValues, emptyMemory } from "../../lib/pipeline/check_values.ts";
import { renderTree } from "../../lib/tree/render_tree.ts";
import { catalogue } from "../arbitraries/catalogue.ts";

const filesOf = (random: Catalogue): readonly LoadedFile[] => [
  ...random.services.map(({ file, value }) => ({ file, group: "services" as const, value })),
  ...random.clusters.map(({ file, value }) => ({ file, group: "overlays" as const, value })),
  { ...random.argocd, group: "argocd" as const },
];

const source = (value: unknown) => `export default ${JSON.stringify(value, null, 2)};\n`;

Deno.test("any valid catalogue: the same bytes whatever the order of files, and again with a rendering before it", () => {
  fc.assert(
    fc.property(catalogue, fc.infiniteStream(fc.integer({ min: 0, max: 1000 })), (random, order) => {
      const files = filesOf(random);
      const shuffled = files.map((file) => ({ file, at: order.next().value ?? 0 }))
        .toSorted((a, b) => a.at - b.at).map(({ file }) => file);
      const { model } = checkValues(files);
      if (model === undefined) return;
      const first = renderTree(model);
      const second = renderTree(checkValues(shuffled).model!, first);
      assert.deepEqual([...second.tree].toSorted(), [...first.tree].toSorted());
      for (const [name, rendered] of first.services) assert.equal(second.services.get(name), rendered);
    }),
    { numRuns: 100 },
  );
});

/** Stands for a small change of the value that is there. */
const nudge = Symbol("nudge");

function replaced(value: unknown, replacement: unknown): unknown {
  if (replacement !== nudge) return replacement;
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return /[0-9]/.test(value) ? value.replace(/[0-9]/, "3") : `${value}x`;
  return typeof value === "boolean" ? !value : value;
}

/** A place in a value, chosen by a random number at each level. */
function mutate(value: unknown, choices: Iterator<number>, replacement: unknown): unknown {
  const choice = choices.next().value as number;
  if (typeof value !== "object" || value === null) return replaced(value, replacement);
  if (choice % 17 === 0 && replacement !== nudge) return replacement;
  if (Array.isArray(value)) {
    if (value.length === 0 || (choice % 5 === 0 && replacement !== nudge)) {
      return replacement === nudge ? value : [...value, replacement];
    }
    const at = choice % value.length;
    return value.map((element, index) => (index === at ? mutate(element, choices, replacement) : element));
  }
  const keys = Object.keys(value);
  if (keys.length === 0 || (choice % 11 === 0 && replacement !== nudge)) {
    return replacement === nudge ? value : { ...value, [`field${choice}`]: replacement };
  }
  const key = keys[choice % keys.length]!;
  const { [key]: old, ...rest } = value as Record<string, unknown>;
  if (choice % 13 === 0) return rest;
  return { ...value, [key]: mutate(old, choices, replacement) };
}

const replacement = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    "",
    "-1",
    "0",
    "100",
    "latest",
    "*",
    "a:b",
    "\u0085",
    "../..",
    "x".repeat(300),
    "{{",
    "$(A)",
  ),
  fc.constantFrom(-1, 0, 0.5, 101, 65536, 1e21, Number.MAX_SAFE_INTEGER),
  fc.constantFrom(undefined, {}, [], [[]], { name: "x" }, [{ name: "http", port: 80 }]),
);

Deno.test("under watch: what is remembered from one catalogue to the next changes nothing", () => {
  let errors = 0;
  let models = 0;
  fc.assert(
    fc.property(
      catalogue,
      fc.array(fc.tuple(fc.nat(), fc.oneof(replacement, fc.constant(nudge))), { minLength: 2, maxLength: 6 }),
      fc.infiniteStream(fc.nat({ max: 10_000 })),
      (random, changes, choices) => {
        const memory = emptyMemory();
        const first = filesOf(random);
        checkValues(first, memory);
        for (const [which, what] of changes) {
          const at = which % first.length;
          const files = first.map((file, index) =>
            index === at ? { ...file, value: mutate(file.value, choices, what) } : file
          );
          const remembering = checkValues(files, memory);
          // Random objects without a prototype are the same value as those with one.
          assert.deepEqual(structuredClone(remembering), structuredClone(checkValues(files)));
          if (remembering.model === undefined) errors++;
          else models++;
        }
      },
    ),
    { numRuns: 100 },
  );
  assert.ok(errors > 25 && models > 25, `${errors} refused, ${models} right`);
});

Deno.test("any mutated catalogue: a located error or a tree, never a crash", () => {
  let refused = 0;
  let rendered = 0;
  fc.assert(
    fc.property(
      catalogue,
      fc.array(fc.tuple(fc.nat(), fc.oneof(replacement, fc.constant(nudge))), { minLength: 1, maxLength: 3 }),
      fc.infiniteStream(fc.nat({ max: 10_000 })),
      (random, changes, choices) => {
        let files = filesOf(random);
        for (const [which, what] of changes) {
          const at = which % files.length;
          files = files.map((file, index) =>
            index === at ? { ...file, value: mutate(file.value, choices, what) } : file
          );
        }
        const sources = new Map(files.map(({ file, value }) => [file, source(value)]));
        const { diagnostics, model } = checkValues(files);
        const located = locateDiagnostics(diagnostics, (file) => sources.get(file)!);
        for (const { origin, position, message, code } of located) {
          const lines = sources.get(origin.file)?.split("\n");
          assert.ok(lines !== undefined, `no such file: ${origin.file}`);
          assert.ok(
            position.line <= lines.length && position.column <= lines[position.line - 1]!.length + 1,
            message,
          );
          assert.match(code, /^(MESH|SCHEMA)[0-9]{3}$/);
          assert.doesNotMatch(message, /undefined|\[object|NaN|\.$/, message);
        }
        if (model === undefined) {
          assert.ok(located.some(({ severity }) => severity === "error"));
          refused++;
        } else {
          assert.ok(renderTree(model).tree.size > 0);
          rendered++;
        }
      },
    ),
    { numRuns: 1500 },
  );
  assert.ok(refused > 100 && rendered > 100, `${refused} refused, ${rendered} rendered`);
});
