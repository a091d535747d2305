/** The same Kind cluster for Terraform, by the provider `tehcyx/kind`. */
import { attribute, block, type HclBlock, toHcl } from "./hcl.ts";
import { type KindCluster, type KindNode, LISTEN_ADDRESS } from "./kind_cluster.ts";
import { KIND_PROVIDER_VERSION, TERRAFORM_VERSIONS } from "./versions.ts";

/** The name of the resource within the configuration. */
const RESOURCE = "this";

/** The files of a Terraform configuration: name → text. */
export function terraformFiles(cluster: KindCluster): readonly (readonly [name: string, text: string])[] {
  return [
    ["main.tf", toHcl([resource(cluster)])],
    ["outputs.tf", toHcl(outputs())],
    ["variables.tf", toHcl([kubeconfigPath()])],
    ["versions.tf", toHcl([versions()])],
  ];
}

function versions(): HclBlock {
  return block("terraform", [], [
    attribute("required_version", TERRAFORM_VERSIONS),
    block("required_providers", [], [
      attribute("kind", { source: "tehcyx/kind", version: KIND_PROVIDER_VERSION }),
    ]),
  ]);
}

function kubeconfigPath(): HclBlock {
  return block("variable", ["kubeconfig_path"], [
    attribute("description", "The kubeconfig that the cluster is added to"),
    attribute("type", { expression: "string" }),
    attribute("default", "~/.kube/config"),
  ]);
}

function resource({ name, nodes }: KindCluster): HclBlock {
  return block("resource", ["kind_cluster", RESOURCE], [
    attribute("name", name),
    attribute("wait_for_ready", true),
    // Without it the provider writes one into the folder of the configuration.
    attribute("kubeconfig_path", { expression: "pathexpand(var.kubeconfig_path)" }),
    block("kind_config", [], [
      attribute("kind", "Cluster"),
      attribute("api_version", "kind.x-k8s.io/v1alpha4"),
      ...nodes.map(nodeBlock),
    ]),
  ]);
}

function nodeBlock({ role, image, portMappings }: KindNode): HclBlock {
  return block("node", [], [
    attribute("role", role),
    attribute("image", image),
    ...portMappings.map(({ containerPort, hostPort }) =>
      block("extra_port_mappings", [], [
        attribute("container_port", containerPort),
        attribute("host_port", hostPort),
        attribute("listen_address", LISTEN_ADDRESS),
        attribute("protocol", "TCP"),
      ])
    ),
  ]);
}

function outputs(): readonly HclBlock[] {
  const output = (name: string, description: string, expression: string) =>
    block("output", [name], [attribute("description", description), attribute("value", { expression })]);
  return [
    output("context", "The context of kubectl", `"kind-\${kind_cluster.${RESOURCE}.name}"`),
    output("endpoint", "The address of the API server", `kind_cluster.${RESOURCE}.endpoint`),
  ];
}
