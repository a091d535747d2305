/** istiod as a process of the node's network, with what its chart's Deployment says of it. */
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { namespaceNames, NODE_ADDRESS } from "../../../lab/process/addresses.ts";
import type { Layout } from "../../../lab/process/layout.ts";
import type { ProcessSpec } from "../../../lab/process/process_spec.ts";
import { kubeconfigPath } from "../../../lab/process/users.ts";

/** The ports of istiod, by their names in its Service. */
const PORTS = { "grpc-xds": 15010, "https-dns": 15012, "https-webhook": 15017, "http-monitoring": 15014 };

/** The port that tells whether istiod is ready. */
export const ISTIOD_HTTP_PORT = 8080;

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

/** What the process is. Its working folder must exist. */
export function istiodProcess(layout: Layout, program: string, deployment: KubernetesObject): ProcessSpec {
  const { template } = deployment["spec"] as {
    readonly template: { readonly spec: { readonly containers: readonly [Container] } };
  };
  const [{ args, env }] = template.spec.containers;
  const written = env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
  return {
    name: "istiod",
    command: [program, ...args],
    environment: {
      ...Object.fromEntries(written),
      KUBECONFIG: kubeconfigPath(layout, "admin"),
      POD_NAME: "istiod-0",
      POD_NAMESPACE: deployment.metadata.namespace!,
      SERVICE_ACCOUNT: "istiod",
    },
    directory: istiodFolder(layout),
    namespace: namespaceNames(layout.id).node,
  };
}

/** The folder that istiod runs in and writes to. */
export function istiodFolder(layout: Layout): string {
  return `${layout.root}/istiod`;
}

/** What leads its Service to the process: the Service's selector finds no pod. */
export function istiodEndpoints(namespace: string): KubernetesObject {
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name: "istiod-process", namespace, labels: { "kubernetes.io/service-name": "istiod" } },
    addressType: "IPv4",
    endpoints: [{ addresses: [NODE_ADDRESS], conditions: { ready: true } }],
    ports: Object.entries(PORTS).map(([name, port]) => ({ name, port, protocol: "TCP" })),
  };
}
