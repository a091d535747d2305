import assert from "node:assert/strict";
import fc from "fast-check";
import {
  abort,
  advance,
  type Move,
  pause,
  promote,
  resume,
  type Service,
  setWeight,
  start,
  weightOf,
} from "../../../lib/canary/actions/mod.ts";
import { changeText } from "../../../lib/canary/edit/change_text.ts";
import { Refusal } from "../../../lib/canary/edit/refusal.ts";
import { changeValue, type PlainObject } from "../../../lib/canary/edit/value_change.ts";
import { findValue } from "../../../lib/catalogue/locate/mod.ts";
import { commentsOf, evaluate, type WrittenService, writtenService } from "../written_service.ts";

type Act = (service: Service) => Move;
const image = "registry.example/new:2.0";

const act: fc.Arbitrary<readonly [name: string, act: Act]> = fc.oneof(
  fc.constantFrom<readonly [string, Act]>(
    ["advance", advance],
    ["pause", pause],
    ["resume", resume],
    ["promote", promote],
    ["abort", (service) => abort(service)],
    ["abort --remove", (service) => abort(service, { remove: true })],
    ["start", (service) => start(service, { image })],
  ),
  fc.integer({ min: 0, max: 100 }).map((weight) =>
    [`set ${weight}`, (service: Service) => setWeight(service, weight)] as const
  ),
);

/** The move; undefined where the action is refused for what the service is. */
function tryMove(of: Act, value: PlainObject): Move | undefined {
  try {
    return of(value as unknown as Service);
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return undefined;
  }
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) {
    if (at < part.length && part.startsWith(character, at)) at += character.length;
  }
  return at === part.length;
}

function check(
  of: (service: WrittenService, name: string, move: Move, changed: string) => void,
  runs = 1500,
) {
  let moves = 0;
  fc.assert(
    fc.property(writtenService(), act, (service, [name, of_]) => {
      const move = tryMove(of_, service.value);
      if (move === undefined) return;
      moves++;
      of(service, name, move, changeText(service.text, move.changes));
    }),
    { numRuns: runs },
  );
  assert.ok(moves > runs / 3, `only ${moves} moves were made`);
}

Deno.test("a changed file exports exactly the changed value", () => {
  check((service, name, move, changed) => {
    assert.deepEqual(evaluate(service.text), service.value);
    assert.deepEqual(evaluate(changed), changeValue(service.value, move.changes), `${name}\n${changed}`);
  });
});

Deno.test("every comment stays where nothing is removed, in its order", () => {
  check((service, _, move, changed) => {
    if (move.changes.some(({ kind }) => kind === "remove")) return;
    assert.deepEqual(commentsOf(changed), commentsOf(service.text));
  });
});

Deno.test("comments outside of what is removed stay", () => {
  check((service, _, move, changed) => {
    if (!move.changes.some(({ kind }) => kind === "remove")) return;
    const found = findValue(service.text, ["canary"])!;
    const lineEnd = service.text.indexOf("\n", found.end);
    const keyStart = service.text.lastIndexOf("canary", found.start);
    const kept = commentsOf(service.text.slice(0, keyStart) + service.text.slice(lineEnd));
    const left = new Set(commentsOf(changed));
    for (const comment of kept) {
      assert.ok(left.has(comment), `${comment} of\n${service.text}\nis gone:\n${changed}`);
    }
  });
});

Deno.test("one changed value changes its own characters and no others", () => {
  check((service, _, { changes }, changed) => {
    const [change, ...more] = changes;
    if (change?.kind !== "set" || more.length > 0) return;
    const found = findValue(service.text, change.path);
    if (!found?.exact) return;
    assert.equal(changed.slice(0, found.start), service.text.slice(0, found.start));
    const rest = service.text.length - found.end;
    assert.equal(changed.slice(changed.length - rest), service.text.slice(found.end));
  });
});

Deno.test("what is put in takes nothing away, and what is taken away puts nothing in", () => {
  check((service, name, { changes }, changed) => {
    const isNew = changes.every((change) =>
      change.kind === "insert" ||
      (change.kind === "set" && findValue(service.text, change.path)?.exact !== true)
    );
    if (isNew) assert.ok(isSubsequence(service.text, changed), `${name}\n${service.text}\n${changed}`);
    if (changes.every(({ kind }) => kind === "remove")) assert.ok(isSubsequence(changed, service.text), name);
  });
});

Deno.test("a new property gets lines of its own where the others have them, and the file's line breaks", () => {
  check((service, _, __, changed) => {
    const breaks = service.text.includes("\r\n");
    assert.equal(/(?<!\r)\n/.test(changed) && breaks, false);
    assert.equal(changed.includes("\r\n"), breaks);
    assert.equal(
      /[ \t]$/m.test(changed.replaceAll("\r", "")),
      /[ \t]$/m.test(service.text.replaceAll("\r", "")),
    );
  });
});

Deno.test("what is done twice changes nothing the second time", () => {
  const again: readonly Act[] = [
    pause,
    resume,
    (service) => abort(service),
    (service) => start(service, { image }),
    (service) => setWeight(service, 37),
  ];
  fc.assert(fc.property(writtenService(true), fc.constantFrom(...again), ({ value }, of) => {
    const first = tryMove(of, value);
    if (first === undefined) return;
    const second = of(changeValue(value, first.changes) as unknown as Service);
    assert.deepEqual(second.changes, []);
  }));
});

Deno.test("start and then abort --remove until it is gone give the same file, character for character", () => {
  fc.assert(
    fc.property(writtenService(false), ({ text, value }) => {
      const started = start(value as unknown as Service, { image });
      const remove = (from: string) =>
        changeText(from, abort(evaluate(from) as unknown as Service, { remove: true }).changes);
      const begun = changeText(text, started.changes);
      // What gets requests loses them first.
      const { canary } = evaluate(begun) as unknown as Service;
      const ended = weightOf(canary!) === 0 ? remove(begun) : remove(remove(begun));
      assert.equal(ended, text);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("after an abort all requests go to stable, and nothing but the weight and the pause is different", () => {
  fc.assert(fc.property(writtenService(true), ({ value }) => {
    const move = tryMove((service) => abort(service), value);
    if (move === undefined) return;
    const { canary, ...rest } = changeValue(value, move.changes) as unknown as Service;
    const step = canary!.steps[canary!.step]!;
    assert.equal(typeof step === "number" ? step : step.weight, 0);
    assert.equal(canary!.paused, true);
    const { canary: before, ...others } = value as unknown as Service;
    assert.deepEqual(rest, others);
    const less = ({ steps: _, step: __, paused: ___, ...more }: NonNullable<Service["canary"]>) => more;
    assert.deepEqual(less(canary!), less(before!));
  }));
});

const file = (canary: string, before = "") =>
  `import { defineService } from "@3rvision/catalogue";\n${before}\nexport default defineService({\n  name: "shop",\n` +
  `  image: "registry.example/shop:1.0",\n  canary: ${canary},\n});\n`;
const set = (path: readonly (string | number)[], value: number | string) =>
  [{ kind: "set", path, value }] as const;

const refused: readonly [
  name: string,
  text: string,
  path: readonly string[],
  line: number,
  column: number,
][] = [
  ["a computed value", file(`{ image: "x", steps: [10], step: 1 - 1 }`), ["canary", "step"], 6, 44],
  [
    "an imported constant",
    file(`{ image: "x", steps: [10], step: now }`, `import { now } from "./now.ts";`),
    [
      "canary",
      "step",
    ],
    6,
    44,
  ],
  [
    "a template with a variable",
    file("{ image: `x:${version}`, steps: [10], step: 0 }"),
    ["canary", "image"],
    6,
    20,
  ],
  [
    "a policy from another file",
    file("policy", `import { policy } from "./policy.ts";`),
    ["canary", "step"],
    6,
    11,
  ],
  ["a branch", file(`{ image: "x", steps: [10], step: later ? 1 : 0 }`), ["canary", "step"], 6, 44],
];

for (const [name, text, path, line, column] of refused) {
  Deno.test(`${name} is refused with its place and what to do`, () => {
    assert.throws(() => changeText(text, set(path, 1)), (error) => {
      assert.ok(error instanceof Refusal);
      assert.match(error.message, /canary(\.(step|image))? is not written out in this file/);
      assert.match(error.fix ?? "", /write .* as a literal in this file/);
      assert.deepEqual([error.position?.line, error.position?.column], [line, column]);
      return true;
    });
  });
}

Deno.test("a constant of the same file is changed where it is written", () => {
  const text = file(`{ image: "x", steps, step }`, `const steps = [10, 50];\nconst step = 0;`);
  assert.equal(
    changeText(text, set(["canary", "step"], 1)),
    text.replace("const step = 0", "const step = 1"),
  );
});

Deno.test("what a spread gives is overridden behind it, and can't be taken away", () => {
  const text = file(`{ image: "x", ...policy }`, `import { policy } from "./policy.ts";`);
  assert.equal(
    changeText(text, set(["canary", "step"], 1)),
    text.replace("...policy }", "...policy, step: 1 }"),
  );
  assert.throws(() => changeText(text, [{ kind: "remove", path: ["canary", "step"] }]), Refusal);
});

const layouts: readonly [name: string, canary: string, after: string][] = [
  ["one line", `{ image: "x", steps: [10], step: 0 }`, `{ image: "x", steps: [10], step: 0, paused: true }`],
  ["one line with a last comma", `{ step: 0, }`, `{ step: 0, paused: true, }`],
  [
    "lines with comments behind",
    `{\n    step: 0, // now\n    image: "x", // new\n  }`,
    `{\n    step: 0, // now\n    paused: true,\n    image: "x", // new\n  }`,
  ],
  [
    "lines without a last comma",
    `{\n    image: "x",\n    step: 0 // now\n  }`,
    `{\n    image: "x",\n    step: 0, // now\n    paused: true\n  }`,
  ],
  [
    "a comment over several lines behind it",
    `{\n    step: 0, /* now\n and then */\n    image: "x",\n  }`,
    `{\n    step: 0, paused: true, /* now\n and then */\n    image: "x",\n  }`,
  ],
];

for (const [name, canary, after] of layouts) {
  Deno.test(`a property is put in as the others are written: ${name}`, () => {
    const changes = [{ kind: "set", path: ["canary", "paused"], value: true, after: "step" }] as const;
    assert.equal(changeText(file(canary), changes), file(after));
  });
}
