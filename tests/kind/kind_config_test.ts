/** Kind's own loader and validation judge the configuration; no container is made. */
import assert from "node:assert/strict";
import type { ClusterModel } from "../../lib/model/types.ts";
import { kindCluster } from "../../lib/kind/kind_cluster.ts";
import { kindConfig } from "../../lib/kind/kind_config.ts";
import { kindFiles } from "../../lib/kind/kind_files.ts";
import { KIND_NODE_IMAGE } from "../../lib/kind/versions.ts";
import { toYaml } from "../../lib/tree/yaml.ts";
import { clusterModel } from "../resources/cluster_model_fixture.ts";
import { createWithoutDocker, optionsOf } from "./docker_stand_in.ts";

type Kind = NonNullable<ClusterModel["kind"]>;

function withKind(kind: Partial<Kind>, fields: Partial<ClusterModel> = {}): ClusterModel {
  return clusterModel({
    kind: { workers: 2, nodeImage: undefined, hostPorts: { http: 80, https: 443 }, ...kind },
    ...fields,
  });
}

function configOf(cluster: ClusterModel): string {
  const found = kindCluster(cluster);
  assert.ok(found !== undefined);
  return toYaml(kindConfig(found));
}

Deno.test("a cluster that runs elsewhere has no files of Kind", () => {
  assert.deepEqual(kindFiles(clusterModel({ kind: undefined })), []);
});

Deno.test("the cluster's folder gets kind.yaml and a Terraform configuration", () => {
  assert.deepEqual(kindFiles(withKind({})).map(({ name }) => name), [
    "kind.yaml",
    "terraform/main.tf",
    "terraform/outputs.tf",
    "terraform/variables.tf",
    "terraform/versions.tf",
  ]);
});

Deno.test("Kind would start one control plane and the workers, with the image by digest", async () => {
  const { runs, words } = await createWithoutDocker(configOf(withKind({})));
  assert.deepEqual(runs.map((args) => optionsOf(args, "--name")), [
    ["3rvision-lab-control-plane"],
    ["3rvision-lab-worker"],
    ["3rvision-lab-worker2"],
  ], words);
  assert.deepEqual(runs.map((args) => args.includes(KIND_NODE_IMAGE)), [true, true, true]);
});

Deno.test("Kind would lead the machine's ports to the gateway's node ports, on loopback alone", async () => {
  const cluster = withKind({ workers: 0, hostPorts: { http: 8080, https: 8443 } }, {
    gateway: { ...clusterModel({}).gateway, nodePorts: { http: 31080, https: 31443 } },
  });
  const { runs: [controlPlane = [], ...workers] } = await createWithoutDocker(configOf(cluster));
  const published = optionsOf(controlPlane, "--publish").filter((port) => !port.endsWith(":6443/TCP"));
  assert.deepEqual(published, ["127.0.0.1:8080:31080/TCP", "127.0.0.1:8443:31443/TCP"]);
  assert.deepEqual(workers, []);
});

Deno.test("a node image of one's own is taken", async () => {
  const nodeImage = `kindest/node:v1.35.0@sha256:${"a".repeat(64)}`;
  const { runs } = await createWithoutDocker(configOf(withKind({ workers: 1, nodeImage })));
  assert.deepEqual(runs.map((args) => args.includes(nodeImage)), [true, true]);
});

Deno.test("Kind's loader refuses a field it doesn't know, and its validation a port twice", async () => {
  const config = configOf(withKind({}));
  const unknown = await createWithoutDocker(config.replaceAll("hostPort:", "hostport:"));
  assert.match(unknown.words, /field hostport not found in type v1alpha4\.PortMapping/);
  assert.deepEqual(unknown.runs, []);
  const twice = await createWithoutDocker(config.replace("hostPort: 443", "hostPort: 80"));
  assert.match(twice.words, /port mapping with same listen address, port and protocol already configured/);
  assert.deepEqual(twice.runs, []);
});
