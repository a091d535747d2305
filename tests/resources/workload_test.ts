import assert from "node:assert/strict";
import fc from "fast-check";
import { ExternalSecret } from "@kubernetes-models/external-secrets/external-secrets.io/v1";
import { SealedSecret } from "@kubernetes-models/sealed-secrets/bitnami.com/v1alpha1";
import { Deployment } from "kubernetes-models/apps/v1";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import { CronJob, Job } from "kubernetes-models/batch/v1";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { ConfigMap, PersistentVolumeClaim, Service, ServiceAccount } from "kubernetes-models/v1";
import type { ServiceModel } from "../../lib/model/types.ts";
import { workloadParts } from "../../lib/resources/workload.ts";
import { renderParts } from "../../lib/resources/part.ts";
import { arbitraryServiceModel } from "./service_model_arbitrary.ts";
import { canaryModel, jobModel, serviceModel, versionModel } from "./service_model_fixture.ts";

/** What `kubernetes-models` knows of each kind; it validates by the schemas of the API. */
const validators: Readonly<Record<string, new (data: never) => { validate(): void }>> = {
  ConfigMap,
  CronJob,
  Deployment,
  ExternalSecret,
  HorizontalPodAutoscaler,
  Job,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  SealedSecret,
  Service,
  ServiceAccount,
};

/** A service that has some of everything. */
const everything: Partial<ServiceModel> = {
  owner: "vision-team",
  versions: [
    versionModel({
      replicas: undefined,
      autoscaling: { minReplicas: 3, maxReplicas: 9 },
      config: { A: "1" },
    }),
    versionModel({ version: "canary", replicas: 2, config: { A: "2" } }),
  ],
  canary: canaryModel({}),
  autoscaling: {
    minReplicas: 3,
    maxReplicas: 9,
    cpuUtilization: 80,
    memoryUtilization: undefined,
    scaleDownStabilizationSeconds: 300,
  },
  disruption: { maxUnavailable: 1 },
  configFiles: { "/etc/app.conf": "a" },
  volumes: { data: { mountPath: "/data", claim: { size: "1Gi" } } },
  secrets: {
    fetched: { from: "externalSecret", store: { name: "vault" }, data: { a: { key: "a" } } },
    sealed: { from: "sealedSecret", encryptedData: { a: "AgB0" } },
  },
};

Deno.test("the objects of a service stand in the documented order", () => {
  assert.deepEqual(
    renderParts(workloadParts, serviceModel(everything)).map(({ kind, metadata: { name } }) =>
      `${kind} ${name.replace(/[0-9a-f]{10}$/, "#")}`
    ),
    [
      "ServiceAccount backend",
      "ConfigMap backend-config-#",
      "ConfigMap backend-canary-config-#",
      "ConfigMap backend-files-#",
      "ExternalSecret fetched",
      "SealedSecret sealed",
      "PersistentVolumeClaim backend-data",
      "Deployment backend-stable",
      "Deployment backend-canary",
      "Service backend-service",
      "HorizontalPodAutoscaler backend",
      "PodDisruptionBudget backend",
      "PodDisruptionBudget backend-canary",
      "NetworkPolicy backend",
    ],
  );
});

for (const kind of ["Job", "CronJob"] as const) {
  Deno.test(`a ${kind} has what it needs and no Deployment`, () => {
    const job = jobModel({ schedule: kind === "CronJob" ? "0 3 * * *" : undefined });
    const kinds = renderParts(workloadParts, serviceModel({ kind, job, ports: [] })).map((object) =>
      object.kind
    );
    assert.deepEqual(kinds, ["ServiceAccount", kind, "NetworkPolicy"]);
  });
}

Deno.test("every object carries namespace, labels and owner", () => {
  for (
    const { kind, metadata } of renderParts(
      workloadParts,
      serviceModel({ ...everything, labels: { team: "vision" } }),
    )
  ) {
    assert.equal(metadata.namespace, "backend", kind);
    assert.equal(metadata.labels?.app, "backend", kind);
    assert.equal(metadata.labels?.team, "vision", kind);
    assert.equal(metadata.annotations?.["platform.3rvision.dev/owner"], "vision-team", kind);
  }
});

Deno.test("every kind is valid by the API's schemas", () => {
  const kinds = new Set<string>();
  const job = jobModel({ schedule: "0 3 * * *" });
  const services = [
    serviceModel(everything),
    serviceModel({ kind: "Job", job }),
    serviceModel({ kind: "CronJob", job }),
  ];
  for (const object of services.flatMap((service) => renderParts(workloadParts, service))) {
    kinds.add(object.kind);
    new validators[object.kind]!(structuredClone(object) as never).validate();
  }
  assert.deepEqual([...kinds].sort(), Object.keys(validators), "none was left out");
});

Deno.test("any service is valid by the API's schemas", () => {
  fc.assert(fc.property(arbitraryServiceModel, (service) => {
    for (const object of renderParts(workloadParts, service)) {
      new validators[object.kind]!(structuredClone(object) as never).validate();
    }
  }));
});
