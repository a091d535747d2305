import assert from "node:assert/strict";
import { PICTURES } from "../../../lab/pictures/main.ts";
import { canaryPicture } from "../../../lab/pictures/canary_picture.ts";
import { measuredTrace } from "../../../lab/pictures/measured_trace.ts";
import { tracePicture } from "../../../lab/pictures/trace_picture.ts";

for (const [path, text] of Object.entries(PICTURES)) {
  Deno.test(`${path} is what was recorded, as it is drawn today`, async () => {
    assert.equal(await Deno.readTextFile(new URL(`../../../${path}`, import.meta.url)), text);
  });
}

const span = (spanID: string, startTime: number, duration: number, parent: string, kind: string) => ({
  ...{ spanID, startTime, duration, processID: `of-${spanID}` },
  references: parent === "" ? [] : [{ refType: "CHILD_OF", spanID: parent }],
  tags: [{ key: "span.kind", value: kind }, { key: "istio.canonical_revision", value: "canary" }],
});

const TRACE = measuredTrace({
  traceID: "t",
  spans: [
    span("c", 1_000_300, 500, "b", "server"),
    span("a", 1_000_000, 1000, "", "server"),
    span("b", 1_000_300, 600, "a", "client"),
  ],
  processes: {
    "of-a": { serviceName: "web.shop" },
    "of-b": { serviceName: "web.shop" },
    "of-c": { serviceName: "<db>.shop" },
  },
}, "GET a & b");

Deno.test("a trace's spans stand in their order, a parent before what began with it, counted from the first", () => {
  assert.deepEqual(TRACE.spans.map(({ id, start, parent }) => [id, start, parent]), [
    ["a", 0, ""],
    ["b", 300, "a"],
    ["c", 300, "b"],
  ]);
});

Deno.test("a waterfall says who was called, how long it took, and nothing that could end a tag", () => {
  const text = tracePicture(TRACE);
  assert.match(text, /calls &#60;db&#62;/);
  assert.match(text, /web canary, whole request: 1\.0 ms, after 0\.0 ms/);
  assert.match(text, /GET a &#38; b/);
  assert.doesNotMatch(text, /<db>|NaN|undefined/);
});

Deno.test("a canary's share is drawn where nothing was sent, and its latency where nothing was measured", () => {
  const text = canaryPicture({
    service: "ml",
    step: 30,
    rates: { stable: [0, 1, 1], canary: [0, 0, 1] },
    latencies: { stable: [null, 10, 10], canary: [null, null, null] },
    moves: [{ at: 0, weight: 10 }, { at: 30, weight: 50 }],
  });
  assert.match(text, /10 % declared/);
  assert.match(text, /50 % declared/);
  assert.doesNotMatch(text, /NaN|undefined/);
});
