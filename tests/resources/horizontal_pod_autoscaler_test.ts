import assert from "node:assert/strict";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { ServiceModel } from "../../lib/model/types.ts";
import { horizontalPodAutoscalers } from "../../lib/resources/horizontal_pod_autoscaler.ts";
import { only, read } from "./read_object.ts";
import { canaryModel, serviceModel, versionModel } from "./service_model_fixture.ts";

const autoscaling: NonNullable<ServiceModel["autoscaling"]> = {
  minReplicas: 3,
  maxReplicas: 12,
  cpuUtilization: 70,
  memoryUtilization: undefined,
  scaleDownStabilizationSeconds: 300,
};
const stable = versionModel({ replicas: undefined, autoscaling: { minReplicas: 3, maxReplicas: 12 } });

Deno.test("stable is scaled by what our container alone uses", () => {
  const scaler = only(horizontalPodAutoscalers(serviceModel({ autoscaling, versions: [stable] })));
  assert.equal(scaler.metadata.name, "backend");
  assert.deepEqual(read<IHorizontalPodAutoscaler>(scaler).spec, {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "backend-stable" },
    minReplicas: 3,
    maxReplicas: 12,
    metrics: [{
      type: "ContainerResource",
      containerResource: {
        name: "cpu",
        container: "app",
        target: { type: "Utilization", averageUtilization: 70 },
      },
    }],
    behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
  });
});

Deno.test("memory may be a target, alone or beside cpu", () => {
  const names = (targets: Partial<typeof autoscaling>) =>
    read<IHorizontalPodAutoscaler>(
      only(
        horizontalPodAutoscalers(
          serviceModel({ autoscaling: { ...autoscaling, ...targets }, versions: [stable] }),
        ),
      ),
    ).spec.metrics.map(({ containerResource }) => containerResource.name);
  assert.deepEqual(names({ memoryUtilization: 60 }), ["cpu", "memory"]);
  const memoryAlone = serviceModel({
    autoscaling: { ...autoscaling, cpuUtilization: undefined, memoryUtilization: 60 },
    versions: [stable],
  });
  const { metrics } = read<IHorizontalPodAutoscaler>(only(horizontalPodAutoscalers(memoryAlone))).spec;
  assert.equal(only(metrics).containerResource.target.averageUtilization, 60);
});

Deno.test("a canary with bounds has an autoscaler of its own with stable's targets", () => {
  const canary = versionModel({
    version: "canary",
    replicas: undefined,
    autoscaling: { minReplicas: 1, maxReplicas: 2 },
  });
  const service = serviceModel({ autoscaling, versions: [stable, canary], canary: canaryModel({}) });
  const [first, second] = horizontalPodAutoscalers(service);
  assert.deepEqual(first, only(horizontalPodAutoscalers(serviceModel({ autoscaling, versions: [stable] }))));
  assert.equal(second?.metadata.name, "backend-canary");
  const { scaleTargetRef, minReplicas, maxReplicas, metrics } = read<IHorizontalPodAutoscaler>(second).spec;
  assert.equal(scaleTargetRef.name, "backend-canary");
  assert.deepEqual([minReplicas, maxReplicas], [1, 2]);
  assert.deepEqual(metrics, read<IHorizontalPodAutoscaler>(first).spec.metrics);
});

Deno.test("a canary with a number of pods of its own has no autoscaler", () => {
  const canary = versionModel({ version: "canary", replicas: 1 });
  const service = serviceModel({ autoscaling, versions: [stable, canary], canary: canaryModel({}) });
  assert.equal(horizontalPodAutoscalers(service).length, 1);
});

Deno.test("without autoscaling there is no autoscaler, nor for a CronJob", () => {
  assert.deepEqual(horizontalPodAutoscalers(serviceModel({})), []);
  assert.deepEqual(
    horizontalPodAutoscalers(serviceModel({ kind: "CronJob", autoscaling, versions: [stable] })),
    [],
  );
});
