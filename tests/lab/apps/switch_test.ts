import assert from "node:assert/strict";
import { reasonToSkip } from "../process/built_tools.ts";
import { lab, runModule } from "../process/lab_command.ts";
import { remainsOf } from "../process/remains.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";

const skip = await reasonToSkip(["etcd", "kube-apiserver", "kube-controller-manager"]);
if (skip !== undefined) console.warn(`SKIPPED, what stands for the tiers is not switched: ${skip}`);

/** Says all in one go: who looks at the log finds nothing of it, or everything. */
const PROGRAM = `#!/bin/sh
said=$(
  echo "$WHO, release $RELEASE, in $PWD as $(id -u)"
  touch here 2>/dev/null || echo "its folder can only be read"
  touch /tmp/there && echo "/tmp can be written"
)
echo "$said"
exec sleep 3600
`;

Deno.test({
  name:
    "when another program stands for an image, what runs is restarted once, and what would not be run again is left",
  ignore: skip !== undefined,
  async fn() {
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    const folder = await Deno.makeTempDir();
    await Deno.chmod(folder, 0o755);
    await Deno.writeTextFile(`${folder}/serve`, PROGRAM, { mode: 0o755 });
    try {
      const up = await lab(layout, "up").end;
      assert.ok(up.success, up.text);
      const { text } = await runModule(layout, import.meta.resolve("./switch_live.ts"), [folder]).end;
      const last = text.trim().split("\n").at(-1) ?? "";
      assert.ok(last.startsWith("{"), text);
      assert.deepEqual(JSON.parse(last), {
        first: "echo",
        switched: "restarted",
        tier: [
          "the tier, release 1.2.3, in /app as 10001",
          "its folder can only be read",
          "/tmp can be written",
        ],
        again: "kept",
        adopted: 1,
        back: "echo",
        once: [0, true],
      });
    } finally {
      const down = await lab(layout, "down").end;
      await Deno.remove(folder, { recursive: true });
      assert.ok(down.success, down.text);
    }
    assert.deepEqual(await remainsOf(layout), []);
  },
});
