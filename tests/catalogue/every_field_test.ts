/** The fixture `every-field` uses the whole schema: no field is left whose rendering nobody has looked at. */
import assert from "node:assert/strict";
import { z } from "zod";
import { argocd } from "../../lib/catalogue/schema/argocd.ts";
import { cluster } from "../../lib/catalogue/schema/cluster.ts";
import { service } from "../../lib/catalogue/schema/service.ts";
import { loadFixture } from "../valid_fixtures.ts";
import { choicesOf, noteUsage, unused, type Usage } from "./schema_usage.ts";

Deno.test("the fixture every-field uses every field, every form and every value of the schema", async () => {
  const loaded = await loadFixture("every-field");
  const usage: Usage = new Map();
  for (const { value } of loaded.services) noteUsage(usage, service, value);
  for (const { value } of loaded.clusters) noteUsage(usage, cluster, value);
  for (const { value } of loaded.argocd) noteUsage(usage, argocd, value);
  const schemas = { service, cluster, argocd };
  const all = Object.entries(schemas).flatMap(([name, schema]) => unused(choicesOf(schema, name), usage));
  assert.deepEqual([...new Set(all)], []);
});

Deno.test("the walk finds fields, forms, values and entries that no value uses, and names each once", () => {
  const shared = z.strictObject({ deep: z.string().optional(), other: z.int().optional() });
  const schema = z.strictObject({
    used: z.string(),
    missing: z.boolean().optional(),
    colour: z.enum(["red", "green"]),
    form: z.union([z.int(), z.strictObject({ a: shared }), z.strictObject({ b: shared })]).optional(),
    list: z.array(shared).optional(),
    record: z.record(z.string(), shared),
    kinds: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("x") }),
      z.strictObject({ kind: z.literal("y"), size: z.int().optional() }),
    ]),
  });
  const value = {
    used: "",
    colour: "red",
    form: { a: { deep: "" } },
    record: {},
    kinds: { kind: "x" },
  };
  schema.parse(value);
  const usage: Usage = new Map();
  noteUsage(usage, schema, value);
  assert.deepEqual(unused(choicesOf(schema, "it"), usage).toSorted(), [
    'it.colour = "green"',
    "it.form<b>",
    "it.form<b>.b",
    "it.form<number>",
    "it.kinds<size>",
    "it.kinds<size>.kind",
    "it.kinds<size>.size",
    "it.list",
    "it.list[]",
    "it.list[].other",
    "it.missing",
    "it.record.*",
  ]);
});
