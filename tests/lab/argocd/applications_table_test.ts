import assert from "node:assert/strict";
import type { ApplicationRow } from "../../../lab/argocd/application_row.ts";
import { applicationsTable } from "../../../lab/argocd/applications_table.ts";

const ROW: ApplicationRow = {
  name: "a",
  sync: "Synced",
  health: "Healthy",
  revision: "",
  message: "",
  blocking: "",
  wave: 0,
};

Deno.test("Applications are in the order of their waves, then of their names, with short commits", () => {
  const rows = [
    { ...ROW, name: "mesh", wave: -2, revision: "0123456789abcdef0123456789abcdef01234567" },
    { ...ROW, name: "backend", sync: "Missing", health: "Missing" },
    { ...ROW, name: "istiod", wave: -4, revision: "1.31.0", blocking: "Deployment x/istiod: 0 of 1 ready" },
    { ...ROW, name: "gateway", wave: -2 },
  ];
  assert.equal(
    applicationsTable(rows),
    [
      "application  sync     health   revision  waits for                          message",
      "istiod       Synced   Healthy  1.31.0    Deployment x/istiod: 0 of 1 ready",
      "gateway      Synced   Healthy",
      "mesh         Synced   Healthy  0123456",
      "backend      Missing  Missing",
    ].join("\n"),
  );
});

Deno.test("a long message is cut", () => {
  const lines = applicationsTable([{ ...ROW, message: "x".repeat(500) }]).split("\n");
  assert.match(lines[1] ?? "", /x{99}…$/);
});
