import assert from "node:assert/strict";
import fc from "fast-check";
import { githubAnnotation } from "../../lib/report/github_annotation.ts";
import { diagnostic } from "./diagnostic_fixture.ts";

Deno.test("an annotation has the file, line, column, code and fix", () => {
  assert.equal(
    githubAnnotation(diagnostic({ fix: "write 100" })),
    "::error file=services/backend.ts,line=2,col=19,title=MESH012::" +
      "canary.steps[2] is 120, must be at most 100%0Afix: write 100",
  );
});

Deno.test("what a catalogue says can't begin a command of its own", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (file, message) => {
      const annotation = githubAnnotation(diagnostic({ origin: { file, path: [] }, message }));
      assert.doesNotMatch(annotation, /[\r\n]/);
      const [, properties, data] = /^::error (.*?)::(.*)$/.exec(annotation) ?? [];
      assert.equal(properties?.split(",").length, 4);
      assert.equal(data?.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%"), message);
    }),
  );
});
