import { failuresText } from "../../../lab/verify/load_count.ts";
import { cannotRun, LIVE, type LiveLab, withLiveLab } from "../live_lab.ts";
import { CanaryLab } from "./canary_lab.ts";
import { runScenario } from "./run.ts";
import { type ScenarioResult, scenarioTable } from "./scenario_table.ts";
import { SCENARIOS } from "./scenarios.ts";

/** Only scenarios whose names match this regular expression; by default all. */
const ONLY = Deno.env.get("THREERVISION_TEST_CANARY") ?? "";

Deno.test({
  name: "canary:run promotes what is good, aborts what isn't, and holds where it can't tell",
  ignore: await cannotRun("no canary is driven"),
  ...LIVE,
  fn: (t) => withLiveLab((lab) => driveEach(t, lab)),
});

async function driveEach(t: Deno.TestContext, live: LiveLab): Promise<void> {
  await using lab = await CanaryLab.open(live);
  const results: ScenarioResult[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => new RegExp(ONLY).test(name))) {
    await t.step({
      name: scenario.name,
      ...LIVE,
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
