import assert from "node:assert/strict";
import fc from "fast-check";
import type { IDeployment } from "kubernetes-models/apps/v1";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { ICronJob, IJob } from "kubernetes-models/batch/v1";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { IPodTemplateSpec, IService } from "kubernetes-models/v1";
import type { ServiceModel } from "../../lib/model/types.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { workloadParts } from "../../lib/resources/workload.ts";
import { renderParts } from "../../lib/resources/part.ts";
import { type DeepRequired, read } from "./read_object.ts";
import { arbitraryServiceModel } from "./service_model_arbitrary.ts";
import { changed } from "./service_model_fixture.ts";

/** Random services are many and small; more of them show nothing new. */
const runs = { numRuns: 300 };

function forAll(property: (objects: readonly KubernetesObject[], service: ServiceModel) => void): void {
  fc.assert(
    fc.property(arbitraryServiceModel, (service) => property(renderParts(workloadParts, service), service)),
    runs,
  );
}

function templates(objects: readonly KubernetesObject[]): DeepRequired<IPodTemplateSpec>[] {
  return objects.flatMap((object) => {
    if (object.kind === "Deployment") return [read<IDeployment>(object).spec.template];
    if (object.kind === "Job") return [read<IJob>(object).spec.template];
    if (object.kind === "CronJob") return [read<ICronJob>(object).spec.jobTemplate.spec.template];
    return [];
  });
}

const ofKind = (objects: readonly KubernetesObject[], kind: string) =>
  objects.filter((object) => object.kind === kind);

const names = (objects: readonly KubernetesObject[], kind: string) =>
  ofKind(objects, kind).map(({ metadata }) => metadata.name);

const selects = (selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

Deno.test("what is rendered is plain data without undefined, and the same every time", () => {
  forAll((objects, service) => {
    assert.deepEqual(JSON.parse(JSON.stringify(objects)), objects);
    assert.deepEqual(renderParts(workloadParts, structuredClone(service)), objects);
  });
});

Deno.test("no two objects have the same kind and name", () => {
  forAll((objects) => {
    const keys = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    assert.equal(new Set(keys).size, keys.length);
  });
});

Deno.test("the order of a map in the catalogue changes no ConfigMap", () => {
  const reversed = (map: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(map).reverse());
  forAll((objects, service) => {
    const other = renderParts(
      workloadParts,
      changed(service, {
        configFiles: reversed(service.configFiles),
        versions: service.versions.map((version) => ({ ...version, config: reversed(version.config) })),
      }),
    );
    assert.equal(JSON.stringify(ofKind(other, "ConfigMap")), JSON.stringify(ofKind(objects, "ConfigMap")));
  });
});

Deno.test("every ConfigMap and claim that a pod needs is rendered, and every one rendered is needed", () => {
  forAll((objects, service) => {
    const wanted = templates(objects).flatMap(({ spec: { containers, volumes } }) => [
      ...containers.flatMap(({ envFrom }) => envFrom ?? []).map(({ configMapRef: { name } }) => name),
      ...(volumes ?? []).flatMap(({ configMap }) => configMap?.name ?? []).filter((name) =>
        name !== "settings"
      ),
    ]);
    assert.deepEqual(names(objects, "ConfigMap").sort(), [...new Set(wanted)].sort());
    const claimed = (templates(objects)[0]?.spec.volumes ?? [])
      .flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
      .filter((name) => name !== "shared");
    assert.deepEqual(names(objects, "PersistentVolumeClaim"), claimed);
    for (const { spec } of templates(objects)) {
      assert.deepEqual([spec.serviceAccountName], names(objects, "ServiceAccount"));
      assert.equal(spec.serviceAccountName, service.serviceAccount.name);
    }
  });
});

Deno.test("every mount has its volume, every volume its mount, and no two volumes share a name", () => {
  forAll((objects) => {
    for (const { spec } of templates(objects)) {
      const volumes = (spec.volumes ?? []).map(({ name }) => name);
      const mounts = spec.containers.flatMap(({ volumeMounts }) => volumeMounts ?? []);
      assert.equal(new Set(volumes).size, volumes.length);
      assert.deepEqual([...new Set(mounts.map(({ name }) => name))].sort(), volumes.sort());
    }
  });
});

Deno.test("selectors find the pods that they are meant for", () => {
  forAll((objects, service) => {
    const pods = templates(objects).map(({ metadata }) => metadata.labels);
    for (const deployment of ofKind(objects, "Deployment").map((object) => read<IDeployment>(object).spec)) {
      const { matchLabels } = deployment.selector;
      assert.deepEqual(pods.filter((labels) => selects(matchLabels, labels)), [
        deployment.template.metadata.labels,
      ]);
    }
    for (
      const budget of ofKind(objects, "PodDisruptionBudget").map((object) =>
        read<IPodDisruptionBudget>(object)
      )
    ) {
      assert.equal(pods.filter((labels) => selects(budget.spec.selector.matchLabels, labels)).length, 1);
    }
    for (const object of ofKind(objects, "Service").map((object) => read<IService>(object))) {
      assert.ok(pods.every((labels) => selects(object.spec.selector, labels)));
    }
    for (const policy of ofKind(objects, "NetworkPolicy").map((object) => read<INetworkPolicy>(object))) {
      assert.ok(pods.every((labels) => selects(policy.spec.podSelector.matchLabels, labels)));
    }
    for (
      const scaler of ofKind(objects, "HorizontalPodAutoscaler").map((o) => read<IHorizontalPodAutoscaler>(o))
    ) {
      assert.ok(names(objects, "Deployment").includes(scaler.spec.scaleTargetRef.name));
    }
    assert.ok(pods.every((labels) => (labels["sidecar.istio.io/inject"] === "false") === !service.mesh));
  });
});

Deno.test("a Deployment says its replicas or has an autoscaler, never both", () => {
  forAll((objects) => {
    const scaled = ofKind(objects, "HorizontalPodAutoscaler")
      .map((object) => read<IHorizontalPodAutoscaler>(object).spec.scaleTargetRef.name);
    for (const object of ofKind(objects, "Deployment")) {
      assert.equal("replicas" in read<IDeployment>(object).spec, !scaled.includes(object.metadata.name));
    }
  });
});

Deno.test("every port that a Service, probe or policy leads to is one that the container declares", () => {
  forAll((objects, service) => {
    for (const { spec: { containers } } of templates(objects)) {
      const declared = (containers[0]?.ports ?? []).map(({ name }): unknown => name);
      const numbers = (containers[0]?.ports ?? []).map(({ containerPort }) => containerPort);
      assert.equal(new Set(numbers).size, numbers.length, "each number once");
      assert.deepEqual(new Set(numbers), new Set(service.ports.map(({ containerPort }) => containerPort)));
      for (const object of ofKind(objects, "Service").map((object) => read<IService>(object))) {
        for (const { targetPort } of object.spec.ports) assert.ok(declared.includes(targetPort));
      }
      for (
        const probe of [
          containers[0]?.readinessProbe,
          containers[0]?.livenessProbe,
          containers[0]?.startupProbe,
        ]
      ) {
        const port: unknown = probe?.httpGet?.port ?? probe?.tcpSocket?.port;
        if (port !== undefined) assert.ok(declared.includes(port));
        if (probe?.grpc !== undefined) assert.ok(numbers.includes(probe.grpc.port));
      }
    }
  });
});

Deno.test("every pod meets the pod-security standard restricted and has a writable /tmp", () => {
  forAll((objects) => {
    for (const { spec } of templates(objects)) {
      assert.equal(spec.securityContext.runAsNonRoot, true);
      assert.ok(![0, 1337].includes(spec.securityContext.runAsUser));
      assert.equal(spec.securityContext.seccompProfile.type, "RuntimeDefault");
      assert.equal(spec.automountServiceAccountToken, false);
      for (const container of spec.containers) {
        assert.equal(container.securityContext.allowPrivilegeEscalation, false);
        assert.deepEqual(container.securityContext.capabilities, { drop: ["ALL"] });
        const writable = !container.securityContext.readOnlyRootFilesystem ||
          container.volumeMounts.some(({ mountPath }) => mountPath === "/tmp");
        assert.ok(writable);
      }
    }
  });
});

Deno.test("a pod sleeps before it stops for less time than it has to stop", () => {
  forAll((objects) => {
    for (const { spec } of templates(objects)) {
      const seconds = spec.containers[0]?.lifecycle?.preStop.sleep.seconds;
      if (seconds !== undefined) assert.ok(seconds >= 1 && seconds < spec.terminationGracePeriodSeconds);
    }
  });
});

Deno.test("no rule of a NetworkPolicy lets everybody in or out", () => {
  forAll((objects) => {
    const { spec } = read<INetworkPolicy>(ofKind(objects, "NetworkPolicy")[0]);
    assert.deepEqual(spec.policyTypes, ["Ingress", "Egress"]);
    for (const { to, ports } of spec.egress) assert.ok(to.length > 0 && ports.length > 0);
    for (const { from, ports } of spec.ingress ?? []) {
      assert.ok(ports.length > 0);
      if (from === undefined) assert.deepEqual(ports, [{ protocol: "TCP", port: 15021 }]);
      else assert.ok(from.length > 0);
    }
  });
});

Deno.test("a canary that comes or goes changes nothing of stable", () => {
  forAll((objects, service) => {
    const [stable] = service.versions;
    const alone = renderParts(
      workloadParts,
      changed(service, { versions: [stable!], canary: undefined }),
    );
    const canarys = objects.filter(({ metadata }) => metadata.name.startsWith(`${service.name}-canary`));
    assert.deepEqual(objects.filter((object) => !canarys.includes(object)), alone);
  });
});

Deno.test("new configuration makes a new ConfigMap and new pods, and keeps the old ConfigMap's name free", () => {
  forAll((objects, service) => {
    const after = renderParts(
      workloadParts,
      changed(service, {
        configFiles: { ...service.configFiles, "/etc/changed": "yes" },
        versions: service.versions.map((version) => ({
          ...version,
          config: { ...version.config, changed: "yes" },
        })),
      }),
    );
    for (const name of names(objects, "ConfigMap")) assert.ok(!names(after, "ConfigMap").includes(name));
    const before = templates(objects);
    for (const [index, template] of templates(after).entries()) {
      assert.notDeepEqual(template, before[index]);
    }
  });
});
