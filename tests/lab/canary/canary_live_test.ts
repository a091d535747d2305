import { LAB_TREE, type LabTree } from "../../../lab/argocd/argocd_steps.ts";
import { settle } from "../../../lab/commands/settle.ts";
import { type Layout, layoutOf } from "../../../lab/process/layout.ts";
import { processLab } from "../../../lab/process_lab.ts";
import { failuresText } from "../../../lab/verify/load_count.ts";
import { SETS } from "../../../toolchain/tools.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";
import { copyCatalogue } from "../whole/catalogue_copy.ts";
import { CanaryLab } from "./canary_lab.ts";
import { runScenario } from "./run.ts";
import { type ScenarioResult, scenarioTable } from "./scenario_table.ts";
import { SCENARIOS } from "./scenarios.ts";

const skip = await reasonToSkip(SETS.lab);
if (skip !== undefined) console.warn(`SKIPPED, no canary is driven: ${skip}`);

/** A lab that runs already, and the tree that it runs: `<folder of the lab>:<tree>`. By default one is brought up. */
const RUNNING = Deno.env.get("THREERVISION_TEST_LAB");

/** Only scenarios whose names match this regular expression; by default all. */
const ONLY = Deno.env.get("THREERVISION_TEST_CANARY") ?? "";

const sanitize = { sanitizeOps: false, sanitizeResources: false };

Deno.test({
  name: "canary:run promotes what is good, aborts what isn't, and holds where it can't tell",
  ignore: skip !== undefined,
  // The ways into the cluster live as long as the process.
  ...sanitize,
  async fn(t) {
    if (RUNNING !== undefined) {
      const [folder = "", workingTree = ""] = RUNNING.split(":");
      await driveEach(t, layoutOf(() => folder), { ...LAB_TREE, workingTree });
      return;
    }
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    const workingTree = `${layout.root}-tree`;
    await copyCatalogue(workingTree);
    const labTree = { ...LAB_TREE, workingTree };
    const engine = processLab(layout, labTree, "echo");
    try {
      await engine.up({ onProgress: () => {} });
      await settle({ engine, labTree }, { timeout: 900 });
      await driveEach(t, layout, labTree);
    } finally {
      await engine.down({ onProgress: () => {} });
      await Deno.remove(workingTree, { recursive: true });
    }
  },
});

async function driveEach(t: Deno.TestContext, layout: Layout, labTree: LabTree): Promise<void> {
  const engine = processLab(layout, labTree);
  await using lab = await CanaryLab.open(engine, layout, labTree);
  const results: ScenarioResult[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => new RegExp(ONLY).test(name))) {
    await t.step({
      name: scenario.name,
      ...sanitize,
      async fn() {
        const ran = await runScenario(lab, scenario);
        results.push(ran.result);
        console.log(`    ${JSON.stringify(ran.result)}`);
        if (ran.failures.length > 0) console.log(`    ${failuresText(ran.failures)}`);
        scenario.judge(ran);
      },
    });
  }
  console.log(scenarioTable(results));
}
