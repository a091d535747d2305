import assert from "node:assert/strict";
import { canaryDriverModel } from "../../../lib/model/canary_driver_model.ts";
import type { ClusterModel } from "../../../lib/model/types.ts";
import { prometheusObjects } from "../../../lib/resources/observability/prometheus.ts";
import { canaryDriverObjects } from "../../../lib/resources/platform/canary_driver.ts";
import { namespaces } from "../../../lib/resources/platform/namespaces.ts";
import { platformPartNames, platformParts } from "../../../lib/resources/platform/platform_parts.ts";
import { observabilityModel } from "../../../lib/model/observability_model.ts";
import { clusterModel } from "../cluster_model_fixture.ts";

const written = { image: "registry.example/driver:1.0.0", credentials: { secret: "git" } };
const own = canaryDriverModel({ canaryDriver: written, observability: {} });
const elsewhere = (prometheus: string) => canaryDriverModel({ canaryDriver: { ...written, prometheus } });

// deno-lint-ignore no-explicit-any
const byKind = (objects: readonly any[], kind: string, name = "canary-driver"): any =>
  objects.find((each) => each.kind === kind && each.metadata.name === name);

const rendered = (overrides: Partial<ClusterModel> = {}) =>
  canaryDriverObjects(clusterModel({ canaryDriver: own, ...overrides }));

Deno.test("a cluster has no canary driver unless it says so", () => {
  assert.deepEqual(canaryDriverObjects(clusterModel({})), []);
  for (const canaryDriver of [own, undefined]) {
    const cluster = clusterModel({ canaryDriver });
    const names = platformParts(cluster).map(({ name }) => name);
    assert.deepEqual(platformPartNames(cluster), names);
    assert.equal(names.includes("canary-driver"), canaryDriver !== undefined);
    const namespace = byKind(namespaces(cluster), "Namespace");
    assert.equal(namespace?.metadata.labels["istio-injection"], canaryDriver && "disabled");
    assert.equal(
      namespace?.metadata.labels["pod-security.kubernetes.io/enforce"],
      canaryDriver && "restricted",
    );
  }
});

Deno.test("it stands in a namespace of its own, but for the right to read Applications", () => {
  assert.deepEqual(rendered().map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`), [
    "NetworkPolicy canary-driver/default-deny",
    "ServiceAccount canary-driver/canary-driver",
    "Role argocd/canary-driver",
    "RoleBinding argocd/canary-driver",
    "CronJob canary-driver/canary-driver",
    "NetworkPolicy canary-driver/canary-driver",
  ]);
});

Deno.test("one look at a time: cloned anew, no second try, ended in time", () => {
  const { spec } = byKind(rendered({ name: "lab" }), "CronJob");
  assert.equal(spec.concurrencyPolicy, "Forbid");
  const job = spec.jobTemplate.spec;
  assert.deepEqual([job.activeDeadlineSeconds, job.backoffLimit], [600, 0]);
  const pod = job.template.spec;
  assert.equal(pod.restartPolicy, "Never");
  const { repository } = clusterModel({});
  assert.deepEqual(pod.initContainers[0].command.slice(-4), [
    `--branch=${repository.revision}`,
    "--",
    repository.url,
    "/work/repository",
  ]);
  assert.equal(pod.containers[0].workingDir, "/work/repository");
  assert.deepEqual(pod.containers[0].command, [
    "deno",
    "task",
    "canary:run",
    "--cluster=lab",
    "--prometheus=http://prometheus.observability.svc.cluster.local:9090",
    "--once",
    "--discard",
  ]);
});

Deno.test("credentials come from the Secret as files that only its group may read", () => {
  const pod = byKind(rendered(), "CronJob").spec.jobTemplate.spec.template.spec;
  assert.deepEqual(pod.volumes, [
    { name: "work", emptyDir: {} },
    { name: "credentials", secret: { secretName: "git", defaultMode: 288 } },
  ]);
  for (const { securityContext, volumeMounts } of [...pod.initContainers, ...pod.containers]) {
    assert.equal(securityContext.readOnlyRootFilesystem, true);
    assert.deepEqual(volumeMounts[1], {
      name: "credentials",
      mountPath: "/etc/git-credentials",
      readOnly: true,
    });
  }
});

Deno.test("it may speak with name servers, API server, Git host and Prometheus, and nobody with it", () => {
  const policy = (overrides: Partial<ClusterModel>) => byKind(rendered(overrides), "NetworkPolicy").spec;
  const ports = (overrides: Partial<ClusterModel>) =>
    // deno-lint-ignore no-explicit-any
    policy(overrides).egress.map((rule: any) => rule.ports.map(({ port }: { port: number }) => port).join());
  const git = (url: string) => ({ repository: { url, revision: "main" } });
  assert.deepEqual(policy({}).ingress, []);
  assert.deepEqual(ports(git("ssh://git@git.example:2222/p.git")), ["53,53", "443,6443", "2222", "9090"]);
  assert.deepEqual(
    ports({ ...git("git@git.example:p.git"), canaryDriver: elsewhere("http://metrics:8428/p") }),
    ["53,53", "443,6443", "22,8428"],
  );
  assert.deepEqual(
    ports({ ...git("https://git.example/p.git"), canaryDriver: elsewhere("https://metrics") }),
    ["53,53", "443,6443", "443"],
  );
});

Deno.test("Prometheus lets it in where it is the one that is asked", () => {
  const observability = observabilityModel({ observability: {}, tracing: { samplingPercent: 1 } })!;
  const from = (canaryDriver: ClusterModel["canaryDriver"]) =>
    byKind(prometheusObjects(clusterModel({ canaryDriver }), observability), "NetworkPolicy", "prometheus")
      .spec.ingress[0].from;
  const without = from(undefined);
  assert.deepEqual(from(own).slice(0, without.length), without);
  assert.deepEqual(from(own).slice(without.length), [{
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "canary-driver" } },
  }]);
  assert.deepEqual(from(elsewhere("http://metrics:9090")), without);
});
