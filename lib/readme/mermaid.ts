/** The mesh of a cluster as a Mermaid flowchart, which Git forges draw. */
import type { CalleeModel, ClusterModel, ServiceModel } from "../model/types.ts";

/** A cluster with more services than this is too large for a picture that anybody could read. */
export const largestPicture = 40;

const nodeId = (name: string) => name.replaceAll("-", "_");

const label = (text: string) => text.replaceAll('"', "#quot;");

function versionShare(service: ServiceModel, version: "stable" | "canary"): number {
  const canary = service.canary?.weight ?? 0;
  return version === "canary" ? canary : 100 - canary;
}

function serviceNodes(service: ServiceModel): readonly string[] {
  const id = nodeId(service.name);
  if (service.kind !== "Deployment") return [`    ${id}[/"${service.name}<br/>${service.kind}"/]`];
  return [
    `    ${id}(["${service.serviceName}"])`,
    ...service.versions.flatMap(({ version }) => [
      `    ${id}_${version}["${service.name} ${version}"]`,
      `    ${id} -->|"${versionShare(service, version)} %"| ${id}_${version}`,
    ]),
  ];
}

function calls(from: string, callees: readonly CalleeModel[]): readonly string[] {
  return callees.map((callee) => `  ${from} --> ${nodeId(callee.name)}`);
}

/** The lines of the flowchart: the gateway, every namespace with its services and versions, every call. */
export function meshFlowchart(cluster: ClusterModel): readonly string[] {
  const hosts = new Map<string, Set<string>>();
  for (const service of cluster.services) {
    for (const exposure of service.exposures) {
      const id = nodeId(service.name);
      hosts.set(id, (hosts.get(id) ?? new Set()).add(exposure.host));
    }
  }
  const external = cluster.services.flatMap((service) =>
    service.egress.map((egress) =>
      `  ${nodeId(service.name)} --> ${nodeId(egress.host.replaceAll(".", "_"))}{{"${label(egress.host)}"}}`
    )
  );
  return [
    "flowchart LR",
    ...(hosts.size > 0 ? [`  gateway{{"ingress gateway"}}`] : []),
    ...cluster.namespaces.flatMap((namespace) => [
      `  subgraph ns_${nodeId(namespace.name)}["${namespace.name}"]`,
      ...cluster.services.filter((service) => service.namespace === namespace.name).flatMap(serviceNodes),
      "  end",
    ]),
    ...[...hosts].flatMap(([id, names]) => [`  gateway -->|"${[...names].sort().join("<br/>")}"| ${id}`]),
    ...cluster.services.flatMap((service) =>
      service.kind === "Deployment"
        ? service.versions.flatMap(({ version }) =>
          calls(`${nodeId(service.name)}_${version}`, service.callees)
        )
        : calls(nodeId(service.name), service.callees)
    ),
    ...[...new Set(external)].sort(),
  ];
}
