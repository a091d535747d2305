import assert from "node:assert/strict";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { VersionModel } from "../../lib/model/types.ts";
import { podDisruptionBudgets } from "../../lib/resources/pod_disruption_budget.ts";
import { only, read } from "./read_object.ts";
import { canaryModel, serviceModel, versionModel } from "./service_model_fixture.ts";

const disruption = { maxUnavailable: 1 };

Deno.test("stable's pods have a budget; those that aren't ready don't count", () => {
  const budget = only(podDisruptionBudgets(serviceModel({ disruption })));
  assert.equal(budget.metadata.name, "backend");
  assert.deepEqual(read<IPodDisruptionBudget>(budget).spec, {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: "AlwaysAllow",
    selector: { matchLabels: { app: "backend", version: "stable" } },
  });
});

Deno.test("without a disruption there is no budget, nor for a Job", () => {
  assert.deepEqual(podDisruptionBudgets(serviceModel({})), []);
  assert.deepEqual(podDisruptionBudgets(serviceModel({ disruption, kind: "Job" })), []);
});

function canaryBudget(
  of: Partial<VersionModel>,
  disruption: { minAvailable: number | string } | { maxUnavailable: 1 },
) {
  const stable = versionModel({ replicas: 10 });
  const alone = podDisruptionBudgets(serviceModel({ disruption, versions: [stable] }));
  const service = serviceModel({
    disruption,
    versions: [stable, versionModel({ version: "canary", ...of })],
    canary: canaryModel({}),
  });
  const [first, second] = podDisruptionBudgets(service);
  assert.deepEqual([first], alone, "the canary leaves stable's budget alone");
  return second;
}

Deno.test("a canary of several pods has a budget of its own", () => {
  const budget = canaryBudget({ replicas: 2 }, disruption as { maxUnavailable: 1 });
  assert.equal(budget?.metadata.name, "backend-canary");
  assert.deepEqual(read<IPodDisruptionBudget>(budget).spec, {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: "AlwaysAllow",
    selector: { matchLabels: { app: "backend", version: "canary" } },
  });
});

Deno.test("a canary of one pod has no budget, which would keep its node from being drained", () => {
  assert.equal(canaryBudget({ replicas: 1 }, { maxUnavailable: 1 }), undefined);
  const autoscaling = { minReplicas: 1, maxReplicas: 9 };
  assert.equal(canaryBudget({ replicas: undefined, autoscaling }, { maxUnavailable: 1 }), undefined);
});

for (
  const [minAvailable, fewest, kept] of [
    [8, 3, 2],
    [3, 3, 2],
    [2, 3, 2],
    [1, 3, 1],
    ["50%", 4, "50%"],
    ["80%", 2, 1],
    ["90%", 10, "90%"],
    ["91%", 10, 9],
  ] as const
) {
  Deno.test(`stable's minAvailable ${minAvailable} keeps ${kept} of a canary's ${fewest} pods`, () => {
    const fixed = read<IPodDisruptionBudget>(canaryBudget({ replicas: fewest }, { minAvailable }));
    assert.equal(fixed.spec.minAvailable, kept);
    const autoscaling = { minReplicas: fewest, maxReplicas: 50 };
    const scaled = read<IPodDisruptionBudget>(
      canaryBudget({ replicas: undefined, autoscaling }, { minAvailable }),
    );
    assert.equal(scaled.spec.minAvailable, kept);
  });
}
