import assert from "node:assert/strict";
import type { ServiceRule } from "../../lib/rules/rule.ts";
import { at } from "../../lib/rules/rule.ts";
import { diagnosticsOf, linesOf } from "./catalogue_of.ts";

/** Reports every service it is shown, and where it was seen. */
const witness: ServiceRule = {
  code: "MESH999",
  name: "witness",
  severity: "warning",
  over: "service",
  summary: "Seen",
  reason: "Seen.",
  fix: "None.",
  example: { wrong: "", right: "" },
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
