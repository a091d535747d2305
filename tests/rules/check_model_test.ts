import assert from "node:assert/strict";
import type { DefinitionRule, Rule, ServiceRule } from "../../lib/rules/rule.ts";
import { at } from "../../lib/rules/rule.ts";
import { buildModel } from "../../lib/model/build_model.ts";
import { serviceDefinition } from "../../lib/model/service_definition.ts";
import { checkModel, type RememberedFindings } from "../../lib/rules/check_model.ts";
import { rules } from "../../lib/rules/registry.ts";
import { catalogueOf, diagnosticsOf, linesOf } from "./catalogue_of.ts";

/** What the rules of these tests say of themselves. */
const said: Rule = {
  code: "MESH999",
  name: "witness",
  severity: "warning",
  summary: "Seen",
  reason: "Seen.",
  fix: "None.",
  example: { wrong: "", right: "" },
};

/** Reports every service it is shown, and where it was seen. */
const witness: ServiceRule = {
  ...said,
  over: "service",
  *check(_service, { cluster }) {
    yield at(["name"], `is seen in ${cluster?.name ?? "no cluster"}`);
    yield at(["image"], "is the same everywhere", "do nothing");
  },
};

Deno.test("a service is looked at in each cluster that it runs in, and what is said twice is reported once", () => {
  const text = "// services/backend.ts\n// overlays/lab.ts\n// overlays/prod.ts";
  assert.deepEqual(linesOf(witness, text), [
    "services/backend.ts name: name is seen in lab",
    "services/backend.ts image: image is the same everywhere (do nothing)",
    "services/backend.ts name: name is seen in prod",
  ]);
});

Deno.test("a service that runs nowhere is looked at as its file has it", () => {
  const text = "// services/backend.ts\n// overlays/lab.ts\nservices: { backend: { enabled: false } },";
  assert.deepEqual(linesOf(witness, text), [
    "services/backend.ts name: name is seen in no cluster",
    "services/backend.ts image: image is the same everywhere (do nothing)",
  ]);
});

Deno.test("the same sentence about two clusters' own values is said for both", () => {
  const text = `// services/backend.ts
// overlays/lab.ts
services: { backend: { image: "a:1" } },
// overlays/prod.ts
services: { backend: { image: "a:2" } },`;
  assert.deepEqual(linesOf(witness, text).filter((line) => line.includes("everywhere")), [
    "overlays/lab.ts services.backend.image: image is the same everywhere (do nothing)",
    "overlays/prod.ts services.backend.image: image is the same everywhere (do nothing)",
  ]);
});

/** Counts how often it is asked, and finds something in one service. */
function counting(): { readonly rule: DefinitionRule; asked: number } {
  const counter = {
    asked: 0,
    rule: {
      ...said,
      over: "definition",
      *check({ name }) {
        counter.asked++;
        if (name === "backend") yield at(["name"], "is backend");
      },
    } satisfies DefinitionRule,
  };
  return counter;
}

Deno.test("a rule about definitions is asked once about a service that no cluster changes, else for each that does", () => {
  const counter = counting();
  const text = `// services/backend.ts
// overlays/lab.ts
// overlays/staging.ts
// overlays/prod.ts
services: { backend: { image: "a:1" } },`;
  assert.deepEqual(linesOf(counter.rule, text), [
    "services/backend.ts name: name is backend",
  ]);
  assert.equal(counter.asked, 2);
});

Deno.test("what a rule about definitions has found is not asked again while what was written is the same", () => {
  const counter = counting();
  const catalogue = catalogueOf("// services/backend.ts\n// services/other.ts");
  const remembered: RememberedFindings = new WeakMap();
  const found = checkModel(catalogue, buildModel(catalogue), [counter.rule, witness], remembered);
  assert.equal(found.length, 5);
  assert.equal(counter.asked, 2);
  assert.deepEqual(
    checkModel(catalogue, buildModel(catalogue), [counter.rule, witness], remembered),
    found,
  );
  assert.equal(counter.asked, 2);
  const changed = catalogueOf("// services/backend.ts\n// services/other.ts");
  assert.deepEqual(checkModel(changed, buildModel(changed), [counter.rule, witness], remembered), found);
  assert.equal(counter.asked, 4);
});

Deno.test("a rule that looks around a service is asked again though the service is the same", () => {
  const { services } = catalogueOf("// services/backend.ts");
  const remembered: RememberedFindings = new WeakMap();
  const codesOf = (text: string) => {
    const catalogue = { ...catalogueOf(text), services };
    const model = buildModel(catalogue);
    const { definition } = model.clusters[0]!.services[0]!;
    return { definition, codes: checkModel(catalogue, model, rules, remembered).map(({ code }) => code) };
  };
  const before = codesOf("// services/backend.ts\n// overlays/lab.ts");
  const after = codesOf("// services/backend.ts\n// overlays/lab.ts\ndefaults: { requireDigest: true },");
  assert.equal(before.definition, after.definition);
  assert.ok(after.codes.length > before.codes.length, after.codes.join());
});

Deno.test("a rule about definitions looks at nothing that a cluster or the neighbours decide", () => {
  let looked = 0;
  for (const rule of rules) {
    if (rule.over !== "definition") continue;
    for (const text of [rule.example.wrong, rule.example.right]) {
      for (const { value } of catalogueOf(text).services) {
        const definition = new Proxy(serviceDefinition(value), {
          get: (fields, key) =>
            Reflect.has(fields, key) ? Reflect.get(fields, key) : assert.fail(String(key)),
        });
        looked += [...rule.check(definition)].length;
      }
    }
  }
  assert.ok(looked > 40, `${looked} findings`);
});

Deno.test("a finding takes code and severity from its rule", () => {
  const [first] = diagnosticsOf("// services/backend.ts", [witness]);
  assert.equal(first?.code, "MESH999");
  assert.equal(first?.severity, "warning");
  assert.ok(!("fix" in first!));
});

Deno.test("mistakes of all rules and files are found in one run", () => {
  const found = diagnosticsOf(`image: "a",
calls: ["nobody"],
ports: [{ name: "http", port: 0 }],
// services/model.ts
calls: ["model"],
// overlays/lab.ts
after: "nothing",`);
  assert.deepEqual(
    found.map(({ code, origin }) => `${origin.file} ${code}`).sort(),
    [
      "overlays/lab.ts MESH153",
      "services/backend.ts MESH030",
      "services/backend.ts MESH040",
      "services/backend.ts MESH100",
      "services/model.ts MESH042",
    ],
  );
});
