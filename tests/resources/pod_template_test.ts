import assert from "node:assert/strict";
import { podLabels } from "../../lib/resources/labels.ts";
import { podTemplate } from "../../lib/resources/pod_template.ts";
import { serviceModel, versionModel } from "./service_model_fixture.ts";

const stable = versionModel({});
const spec = (overrides: Parameters<typeof serviceModel>[0]) =>
  podTemplate(serviceModel(overrides), stable).spec!;

Deno.test("a plain pod runs as its own account and user, without a token and without other Services' variables", () => {
  const { containers, ...rest } = spec({});
  assert.equal(containers.length, 1);
  assert.deepEqual(rest, {
    serviceAccountName: "backend",
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      seccompProfile: { type: "RuntimeDefault" },
    },
    volumes: [{ name: "3rvision-tmp", emptyDir: {} }],
    terminationGracePeriodSeconds: 30,
    topologySpreadConstraints: [{
      topologyKey: "kubernetes.io/hostname",
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { app: "backend", version: "stable" } },
    }],
  });
});

Deno.test("each version is spread on its own", () => {
  const template = podTemplate(serviceModel({}), versionModel({ version: "canary" }));
  const [constraint] = template.spec!.topologySpreadConstraints!;
  assert.deepEqual(constraint?.labelSelector, { matchLabels: { app: "backend", version: "canary" } });
});

Deno.test("pods carry the version's labels", () => {
  const service = serviceModel({ labels: { team: "vision" } });
  assert.deepEqual(podTemplate(service, stable).metadata?.labels, podLabels(service, "stable"));
});

Deno.test("a pod in the mesh asks for a sidecar that starts before it and ends after it", () => {
  assert.deepEqual(podTemplate(serviceModel({}), stable).metadata?.annotations, {
    "sidecar.istio.io/nativeSidecar": "true",
  });
});

Deno.test("a pod outside the mesh has only the catalogue's annotations", () => {
  assert.equal(podTemplate(serviceModel({ mesh: false }), stable).metadata?.annotations, undefined);
  const service = serviceModel({ mesh: false, annotations: { a: "1" } });
  assert.deepEqual(podTemplate(service, stable).metadata?.annotations, { a: "1" });
});

Deno.test("the catalogue's annotations win over ours", () => {
  const service = serviceModel({ annotations: { a: "1", "sidecar.istio.io/nativeSidecar": "false" } });
  assert.deepEqual(podTemplate(service, stable).metadata?.annotations, {
    "sidecar.istio.io/nativeSidecar": "false",
    a: "1",
  });
});

Deno.test("a pod says where it runs as far as the catalogue does", () => {
  const { nodeSelector, tolerations, priorityClassName, topologySpreadConstraints } = spec({
    scheduling: {
      nodeSelector: { disk: "ssd" },
      tolerations: [{ key: "gpu", operator: "Exists", effect: "NoSchedule" }, {
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: 30,
      }, { operator: "Exists", key: undefined as unknown as string }],
      spread: [],
      priorityClassName: "high",
    },
  });
  assert.deepEqual(nodeSelector, { disk: "ssd" });
  assert.deepEqual(tolerations, [
    { key: "gpu", operator: "Exists", effect: "NoSchedule" },
    { operator: "Exists", effect: "NoExecute", tolerationSeconds: 30 },
    { operator: "Exists" },
  ]);
  assert.equal(priorityClassName, "high");
  assert.equal(topologySpreadConstraints, undefined);
});

Deno.test("a pod takes a token, pull secrets, another user and a longer end where the catalogue says so", () => {
  const pod = spec({
    serviceAccount: { name: "other", annotations: {}, automountToken: true },
    imagePullSecrets: ["registry"],
    security: { runAsUser: 1, runAsGroup: 2, fsGroup: 3, readOnlyRootFilesystem: false },
    gracePeriodSeconds: 90,
  });
  assert.equal(pod.serviceAccountName, "other");
  assert.equal(pod.automountServiceAccountToken, true);
  assert.deepEqual(pod.imagePullSecrets, [{ name: "registry" }]);
  assert.deepEqual(pod.securityContext, {
    runAsNonRoot: true,
    runAsUser: 1,
    runAsGroup: 2,
    fsGroup: 3,
    seccompProfile: { type: "RuntimeDefault" },
  });
  assert.equal(pod.terminationGracePeriodSeconds, 90);
  assert.equal(pod.volumes, undefined);
});

Deno.test("a restart policy is said only where one is asked for", () => {
  assert.equal(podTemplate(serviceModel({}), stable, "Never").spec?.restartPolicy, "Never");
  assert.ok(!("restartPolicy" in spec({})));
});
