import assert from "node:assert/strict";
import { kindCluster } from "../../lib/kind/kind_cluster.ts";
import { kindConfig } from "../../lib/kind/kind_config.ts";
import { terraformFiles } from "../../lib/kind/terraform_files.ts";
import { KIND_PROVIDER_VERSION } from "../../lib/kind/versions.ts";
import { clusterModel } from "../resources/cluster_model_fixture.ts";
import { formatted, parsed } from "./hcl_tools.ts";
import { KIND_CLUSTER, violations } from "./provider_schema.ts";

const cluster = kindCluster(
  clusterModel({ kind: { workers: 2, nodeImage: undefined, hostPorts: { http: 80, https: 443 } } }),
)!;
const files = terraformFiles(cluster);
const texts = new Map(files);

type Body = Readonly<Record<string, unknown>>;

async function resource(text: string): Promise<Body> {
  const { resource } = await parsed(text) as {
    readonly resource: { readonly kind_cluster: { readonly this: readonly Body[] } };
  };
  const [body, ...others] = resource.kind_cluster.this;
  assert.deepEqual(others, []);
  return body!;
}

for (const [name, text] of files) {
  Deno.test(`terraform fmt would leave ${name} as it is`, async () => {
    assert.equal(await formatted(text), text);
  });
}

Deno.test("the provider is pinned to one version", async () => {
  const { terraform: [{ required_providers: [providers] }] } = await parsed(texts.get("versions.tf")!) as {
    readonly terraform: readonly [{ readonly required_providers: readonly unknown[] }];
  };
  assert.deepEqual(providers, { kind: { source: "tehcyx/kind", version: KIND_PROVIDER_VERSION } });
});

Deno.test("second best to terraform validate: every argument is in the provider's schema", async () => {
  assert.deepEqual(violations(await resource(texts.get("main.tf")!), KIND_CLUSTER), []);
});

Deno.test("an argument that the provider doesn't have is found", async () => {
  const text = texts.get("main.tf")!.replaceAll("host_port ", "hostPort ").replace(
    'name            = "',
    'label = "',
  );
  assert.deepEqual(violations(await resource(text), KIND_CLUSTER), [
    "name is missing",
    "kind_config[0].node[0].extra_port_mappings[0].hostPort is unknown",
    "kind_config[0].node[0].extra_port_mappings[1].hostPort is unknown",
    "label is unknown",
  ]);
});

Deno.test("Terraform makes the same cluster as kind.yaml", async () => {
  const { name, kind_config: [config] } = await resource(texts.get("main.tf")!) as {
    readonly name: string;
    readonly kind_config: readonly [Body & { readonly node: readonly Body[] }];
  };
  const { node, api_version: apiVersion, kind } = config;
  const nodes = node.map(({ extra_port_mappings: mappings, ...rest }) => ({
    ...rest,
    extraPortMappings: (mappings as readonly Body[] | undefined)?.map((mapping) => ({
      containerPort: mapping["container_port"],
      hostPort: mapping["host_port"],
      listenAddress: mapping["listen_address"],
      protocol: mapping["protocol"],
    })),
  }));
  assert.deepEqual({ kind, apiVersion, name, nodes }, kindConfig(cluster));
});
