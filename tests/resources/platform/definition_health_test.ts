import assert from "node:assert/strict";
import { definitionHealth } from "../../../lib/resources/platform/definition_health.ts";
import { type Json, runHealthScript } from "./run_health_script.ts";

const metadata = { name: "virtualservices.networking.istio.io" };
const condition = (type: string, status: string, message = "") => ({ type, status, message });
const named = condition("NamesAccepted", "True", "no conflicts found");
const served = condition("Established", "True", "the initial names have been accepted");
const notServed = condition("Established", "False", "the initial names have been accepted");

const soon = ["Healthy", "Served in a moment: the sync waits for it"];
const leaving = ["Progressing", "Being deleted"];

const table: readonly (readonly [string, Json, readonly string[]])[] = [
  ["that has no status yet", { metadata }, soon],
  ["whose status is empty", { metadata, status: {} }, soon],
  ["that nobody has looked at", { metadata, status: { conditions: [] } }, soon],
  [
    "whose names are accepted and that isn't served yet",
    { metadata, status: { conditions: [named, notServed] } },
    soon,
  ],
  ["that is served", { metadata, status: { conditions: [named, served] } }, ["Healthy", "Served"]],
  ["that is served, in another order", { metadata, status: { conditions: [served, named] } }, [
    "Healthy",
    "Served",
  ]],
  [
    "whose names another has",
    {
      metadata,
      status: { conditions: [condition("NamesAccepted", "False", '"vs" is already in use'), notServed] },
    },
    ["Degraded", '"vs" is already in use'],
  ],
  [
    "that is served under its old names and asks for some that another has",
    { metadata, status: { conditions: [served, condition("NamesAccepted", "False", "taken")] } },
    ["Degraded", "taken"],
  ],
  [
    "whose names another has, without a word",
    { metadata, status: { conditions: [{ type: "NamesAccepted", status: "False" }] } },
    ["Degraded", "The names are taken"],
  ],
  [
    "whose schema isn't structural",
    { metadata, status: { conditions: [named, served, condition("NonStructuralSchema", "True", "spec")] } },
    ["Degraded", "spec"],
  ],
  [
    "that is being deleted",
    {
      metadata: { ...metadata, deletionTimestamp: "2026-01-01T00:00:00Z" },
      status: { conditions: [named, served] },
    },
    leaving,
  ],
  [
    "whose objects are being deleted first",
    { metadata, status: { conditions: [named, served, condition("Terminating", "True")] } },
    leaving,
  ],
];

for (const [what, definition, expected] of table) {
  Deno.test(`a definition ${what} is ${expected[0]}`, () => {
    assert.deepEqual(runHealthScript(definitionHealth, definition), expected);
  });
}
