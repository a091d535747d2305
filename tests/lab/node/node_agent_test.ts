import assert from "node:assert/strict";
import { reasonToSkip } from "../process/built_tools.ts";
import { lab, runModule } from "../process/lab_command.ts";
import { machineNetwork, remainsOf } from "../process/remains.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";

const skip = await reasonToSkip(["etcd", "kube-apiserver", "kube-controller-manager"]);
if (skip !== undefined) console.warn(`SKIPPED, the node agent is not tested with an API server: ${skip}`);

Deno.test({
  name:
    "pods live as they would on a node: started, probed, run again, adopted, ended, and gone without a trace",
  ignore: skip !== undefined,
  async fn() {
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    const network = await machineNetwork();
    try {
      const up = await lab(layout, "up").end;
      assert.ok(up.success, up.text);
      const { text } = await runModule(layout, import.meta.resolve("./pods_live.ts")).end;
      const last = text.trim().split("\n").at(-1) ?? "";
      assert.ok(last.startsWith("{"), text);
      assert.deepEqual(JSON.parse(last), {
        init: 0,
        answer: ["web", true],
        probes: "followed",
        killed: 137,
        backOff: "CrashLoopBackOff",
        adopted: true,
        job: true,
        unknown: 'Cannot run the image "example.com/nothing:1": no program sta',
        deleted: "gone",
      });
    } finally {
      const down = await lab(layout, "down").end;
      assert.ok(down.success, down.text);
    }
    assert.deepEqual(await remainsOf(layout), []);
    assert.equal(await machineNetwork(), network);
  },
});
