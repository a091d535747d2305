/** The promises, on simulated canaries; the page has the numbers of 2,000 runs each. */
import assert from "node:assert/strict";
import { chartPath, pagePath } from "./simulation/page.ts";
import { ours } from "./simulation/rules.ts";
import { scenarios } from "./simulation/scenarios.ts";
import { simulate } from "./simulation/simulate.ts";

const runs = 40;
/** Scenarios that take long hold until the time is up; the page has them. */
const quick = scenarios.filter(({ name }) => !/low traffic|No traffic|edge|Small|neighbour/.test(name));

for (const scenario of quick) {
  Deno.test(`of ${runs} simulated canaries none is judged wrongly: ${scenario.name}`, () => {
    const { promoted, aborted } = simulate(ours, scenario, runs);
    assert.equal(scenario.right === "promote" ? promoted : aborted, runs);
  });
}

Deno.test("the same seeds give the same results", () => {
  const [scenario] = scenarios;
  assert.deepEqual(simulate(ours, scenario!, 5), simulate(ours, scenario!, 5));
});

Deno.test("the page names every scenario and has its picture", () => {
  const page = Deno.readTextFileSync(pagePath);
  const picture = Deno.readTextFileSync(chartPath);
  for (const { name } of scenarios) {
    assert.ok(page.includes(`**${name}**`), name);
    assert.ok(picture.includes(name), name);
  }
});
