import assert from "node:assert/strict";
import { longestFirst } from "../../lib/resources/longest_first.ts";

Deno.test("longer prefixes stand first, those of one length by their letters", () => {
  assert.deepEqual(["/", "/b", "/a", "/a/b"].sort(longestFirst), ["/a/b", "/a", "/b", "/"]);
});
