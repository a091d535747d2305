import assert from "node:assert/strict";
import type { IDeployment } from "kubernetes-models/apps/v1";
import type { CanaryModel, ServiceModel } from "../../lib/model/types.ts";
import { deployments } from "../../lib/resources/deployment.ts";
import { podTemplate } from "../../lib/resources/pod_template.ts";
import { only, read } from "./read_object.ts";
import { canaryModel, serviceModel, versionModel } from "./service_model_fixture.ts";

const stable = versionModel({});
const canary = versionModel({ version: "canary" });
const both = { versions: [stable, canary], canary: canaryModel({}) };

function specs(overrides: Partial<ServiceModel>) {
  return deployments(serviceModel(overrides)).map((object) => read<IDeployment>(object).spec);
}

Deno.test("a service without a canary is one Deployment", () => {
  const service = serviceModel({});
  assert.deepEqual(only(deployments(service)), {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name: "backend-stable",
      namespace: "backend",
      labels: {
        app: "backend",
        "app.kubernetes.io/name": "backend",
        "app.kubernetes.io/managed-by": "3rvision",
        version: "stable",
      },
    },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 2,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
      selector: { matchLabels: { app: "backend", version: "stable" } },
      template: podTemplate(service, stable),
    },
  });
});

Deno.test("a canary is a second Deployment, after stable's", () => {
  assert.deepEqual(deployments(serviceModel(both)).map(({ metadata }) => metadata.name), [
    "backend-stable",
    "backend-canary",
  ]);
});

Deno.test("a canary with stable's image, settings and resources differs in its labels and deadline alone", () => {
  const same = { ...both, versions: [stable, { ...canary, image: stable.image }] };
  const [first, second] = deployments(serviceModel(same));
  const { progressDeadlineSeconds, ...rest } = read<IDeployment>(second).spec;
  assert.equal(progressDeadlineSeconds, 600);
  const renamed = JSON.parse(JSON.stringify({ ...second, spec: rest }).replaceAll("canary", "stable"));
  assert.deepEqual(renamed, first);
});

Deno.test("only the canary has its policy's deadline", () => {
  const policy: CanaryModel = canaryModel({ deadlineSeconds: 120 });
  const [first, second] = specs({ ...both, canary: policy });
  assert.ok(!("progressDeadlineSeconds" in first!));
  assert.equal(second?.progressDeadlineSeconds, 120);
});

Deno.test("replicas are left out where an autoscaler owns them", () => {
  assert.equal(specs({ versions: [versionModel({ replicas: 3 })] })[0]?.replicas, 3);
  const [scaled] = specs({ versions: [versionModel({ replicas: undefined })] });
  assert.ok(!("replicas" in scaled!));
});

Deno.test("a volume that one node can mount makes the old pod go first", () => {
  const volumes = { data: { mountPath: "/data", claim: { size: "1Gi" } } };
  assert.deepEqual(specs({ volumes })[0]?.strategy, { type: "Recreate" });
});

for (
  const [what, volume] of [
    ["one that many nodes can mount", { claim: { size: "1Gi", accessMode: "ReadWriteMany" } }],
    ["somebody's claim", { existingClaim: "shared" }],
    ["an emptyDir", { emptyDir: {} }],
  ] as const
) {
  Deno.test(`with ${what} a pod goes only when another is ready`, () => {
    const [spec] = specs({ volumes: { data: { mountPath: "/data", ...volume } } });
    assert.equal(spec?.strategy.rollingUpdate.maxUnavailable, 0);
  });
}

for (const kind of ["Job", "CronJob"] as const) {
  Deno.test(`a ${kind} has no Deployment`, () => assert.deepEqual(deployments(serviceModel({ kind })), []));
}

Deno.test("a pod counts after minReadySeconds; with none the field is left to Kubernetes", () => {
  assert.equal(specs({ minReadySeconds: 5 })[0]?.minReadySeconds, 5);
  assert.ok(!("minReadySeconds" in specs({})[0]!));
});
