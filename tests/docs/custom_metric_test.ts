import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { MEAN_DURATION } from "../lab/canary/canary_tree.ts";

Deno.test("the metric of the how-to page is the one that aborts a canary in the lab", async () => {
  const page = fileURLToPath(new URL("../../docs/how-to/promote-a-canary.md", import.meta.url));
  const [, name, query, maximum] =
    /kind: "custom",\n\s+name: "([^"]+)",\n\s+query: `([^`]+)`,\n\s+maximum: ([\d.]+),/.exec(
      await Deno.readTextFile(page),
    ) ?? [];
  assert.deepEqual({ kind: "custom", name, query, maximum: Number(maximum) }, { ...MEAN_DURATION });
});
