/** What sends a lab's requests: a client like those outside, so it has no sidecar and knows the gateway alone. */
import { clusterDomain } from "../../model/defaults.ts";
import type { ClusterModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import {
  componentDeployment,
  componentNetworkPolicy,
  componentServiceAccount,
  hashedConfigMap,
} from "../observability/component.ts";
import { nameServers, pods, tcp } from "../observability/network_peers.ts";
import { gatewayPodPorts } from "./gateway_ports.ts";

const name = "load-generator";
const folder = "/etc/load-generator";

/**
 * Everything of the load generator; nothing where none is run. It stands beside the gateway, whose namespace is always
 * there: switching it off leaves nothing for a person to confirm.
 */
export function loadGeneratorObjects(
  { loadGenerator, gateway }: Pick<ClusterModel, "loadGenerator" | "gateway">,
): readonly KubernetesObject[] {
  if (loadGenerator === undefined) return [];
  const { namespace } = gateway;
  const { host, path, requestsPerSecond, upload } = loadGenerator;
  const settings = {
    url: `http://${gateway.name}.${namespace}.svc.${clusterDomain}${path}`,
    host,
    requestsPerSecond,
    upload,
  };
  const config = hashedConfigMap(name, { "settings.json": `${JSON.stringify(settings)}\n` }, namespace);
  const health = { path: "/", port: "health" };
  return [
    componentServiceAccount(name, namespace),
    config,
    componentDeployment({
      name,
      namespace,
      podLabels: { "sidecar.istio.io/inject": "false" },
      model: loadGenerator,
      user: 10001,
      args: [`${folder}/settings.json`],
      ports: { health: 8080 },
      ready: health,
      mounts: [{ name: "settings", path: folder, configMaps: [config.metadata.name] }],
      // Two of it would send twice as much as was asked for.
      overlaps: false,
    }),
    componentNetworkPolicy(
      name,
      [],
      [nameServers, { to: [pods(namespace, gateway.podLabels)], ports: tcp(gatewayPodPorts.http) }],
      namespace,
    ),
  ];
}
