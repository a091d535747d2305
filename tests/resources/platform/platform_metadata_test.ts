import assert from "node:assert/strict";
import { platformMetadata } from "../../../lib/resources/platform/platform_metadata.ts";
import { metadata } from "./platform_metadata_fixture.ts";

Deno.test("what isn't there is not written", () => {
  assert.deepEqual(platformMetadata("default", "ml"), metadata("default", "ml"));
  assert.deepEqual(Object.keys(platformMetadata("ml")), ["name", "labels"]);
  assert.deepEqual(platformMetadata("ml", undefined, { a: "b" }).annotations, { a: "b" });
});
