import assert from "node:assert/strict";
import { agentConfigurationPath } from "../../../lab/node/agent_configuration.ts";
import { chosenTiers, tierPrograms } from "../../../lab/node/tier_programs.ts";
import { layoutAt } from "../../../lab/process/layout.ts";

for (
  const [before, asked, chosen] of [
    [undefined, undefined, "apps"],
    [undefined, "echo", "echo"],
    [{}, undefined, "echo"],
    [{}, "apps", "apps"],
    [{ ml: { folder: "/ml" } }, undefined, "apps"],
    [{ ml: { folder: "/ml" } }, "echo", "echo"],
  ] as const
) {
  const lab = before === undefined
    ? "a new lab"
    : Object.keys(before).length === 0
    ? "one with echo"
    : "one with apps";
  Deno.test(`${lab} that is asked for ${asked ?? "nothing"} runs ${chosen}`, async () => {
    const layout = layoutAt(await Deno.makeTempDir());
    try {
      if (before !== undefined) {
        await Deno.mkdir(layout.pods, { recursive: true });
        await Deno.writeTextFile(agentConfigurationPath(layout), JSON.stringify({ tiers: before }));
      }
      assert.equal(await chosenTiers(layout, asked), chosen);
    } finally {
      await Deno.remove(layout.root, { recursive: true });
    }
  });
}

Deno.test("echo programs need nothing built", async () => {
  assert.deepEqual(await tierPrograms("echo"), {});
});
