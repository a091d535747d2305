import assert from "node:assert/strict";
import { settle } from "../../../lab/commands/settle.ts";
import { cannotRun, LIVE, type LiveLab, withLiveLab } from "../live_lab.ts";
import { problems, reportText } from "./fault_report.ts";
import { FAULTS } from "./faults.ts";
import { runFault } from "./run_fault.ts";

/** Only faults whose names hold these words; by default all. */
const ONLY = Deno.env.get("THREERVISION_TEST_FAULT") ?? "";

Deno.test({
  name: "whatever is killed under load comes back by itself, and only what serves requests loses any",
  ignore: await cannotRun("nothing is killed"),
  ...LIVE,
  fn: (t) => withLiveLab((lab) => killEach(t, lab)),
});

async function killEach(t: Deno.TestContext, lab: LiveLab): Promise<void> {
  for (const fault of FAULTS.filter(({ name }) => name.includes(ONLY))) {
    await t.step({
      name: `${fault.name} is killed`,
      ...LIVE,
      async fn() {
        const report = await runFault(lab, fault);
        console.log(`    ${reportText(report)}`);
        assert.deepEqual(problems(report), []);
        await settle(lab, { timeout: 300 });
      },
    });
  }
}
