import assert from "node:assert/strict";
import { spansOf } from "../../../lab/verify/jaeger.ts";
import { judgeHopCounts, judgeHopTrace } from "../../../lab/verify/telemetry_judgements.ts";

const HOP = { name: "frontend → backend", client: "frontend.frontend", callee: "backend.backend" };
const sent = { id: "1", parent: "", service: "frontend.frontend", kind: "client" };
const received = { id: "2", parent: "1", service: "backend.backend", kind: "server" };

const TRACES = [
  ["both ends of a hop, one part of the other, are a trace of it", [sent, received], true],
  ["a hop whose callee reported nothing is not traced", [sent], false],
  ["a span that is part of none is not joined", [sent, { ...received, parent: "" }], false],
  ["a span that is part of another caller's is not joined", [
    { ...sent, service: "other.other" },
    received,
  ], false],
  ["what the callee sends itself is not what it received", [sent, { ...received, kind: "client" }], false],
] as const;

for (const [name, spans, passed] of TRACES) {
  Deno.test(name, () => assert.equal(judgeHopTrace(HOP, spans).passed, passed));
}

const counts = { total: 10, stable: 9, canary: 1, other: 0, lost: "" };
const report = (stable: number, canary: number) =>
  (["source", "destination"] as const).flatMap((reporter) => [
    { reporter, version: "stable" as const, requests: stable },
    { reporter, version: "canary" as const, requests: canary },
  ]);

const COUNTS = [
  ["a hop is counted when both ends report what was sent", counts, report(9, 1), true],
  ["one request too few is seen", counts, report(8, 1), false],
  ["a version mistaken for the other is seen", counts, report(10, 0), false],
  ["one end alone that differs is seen", counts, [...report(9, 1).slice(0, 3), {
    reporter: "destination",
    version: "canary",
    requests: 2,
  }], false],
  ["no request proves nothing", { ...counts, total: 0, stable: 0, canary: 0 }, report(0, 0), false],
  ["nothing counted proves nothing", undefined, report(9, 1), false],
] as const;

for (const [name, counted, reported, passed] of COUNTS) {
  Deno.test(name, () => assert.equal(judgeHopCounts("frontend → backend", counted, reported).passed, passed));
}

Deno.test("spans are read as Jaeger gives them", () => {
  const trace = {
    processes: { p1: { serviceName: "backend.backend" } },
    spans: [{
      spanID: "b",
      processID: "p1",
      references: [{ refType: "FOLLOWS_FROM", spanID: "x" }, { refType: "CHILD_OF", spanID: "a" }],
      tags: [{ key: "span.kind", value: "server" }],
    }, { spanID: "c", processID: "p2" }],
  };
  assert.deepEqual(spansOf(trace), [
    { id: "b", parent: "a", service: "backend.backend", kind: "server" },
    { id: "c", parent: "", service: "", kind: "" },
  ]);
});
