/** The mesh of a cluster as a Mermaid flowchart, which Git forges draw. */
import type { ClusterModel, ServiceModel } from "../model/types.ts";

/** A cluster with more services than this is too large for a picture that anybody could read. */
export const largestPicture = 40;

/** Prefixes keep the ids of services, versions, namespaces and hosts apart, and away from Mermaid's own words. */
const nodeId = (kind: "service" | "stable" | "canary" | "namespace" | "host", name: string) =>
  `${kind}_${name.replaceAll("-", "__").replaceAll(".", "_")}`;

const label = (text: string) => text.replaceAll('"', "#quot;");

function versionShare(service: ServiceModel, version: "stable" | "canary"): number {
  const canary = service.canary?.weight ?? 0;
  return version === "canary" ? canary : 100 - canary;
}

function serviceNodes(service: ServiceModel): readonly string[] {
  const id = nodeId("service", service.name);
  if (service.kind !== "Deployment") return [`    ${id}[/"${service.name}<br/>${service.kind}"/]`];
  return [
    `    ${id}(["${service.serviceName}"])`,
    ...service.versions.flatMap(({ version }) => [
      `    ${nodeId(version, service.name)}["${service.name} ${version}"]`,
      `    ${id} -->|"${versionShare(service, version)} %"| ${nodeId(version, service.name)}`,
    ]),
  ];
}

/** Who sends requests: each version of a Deployment, or the Job itself. */
function senders(service: ServiceModel): readonly string[] {
  return service.kind === "Deployment"
    ? service.versions.map(({ version }) => nodeId(version, service.name))
    : [nodeId("service", service.name)];
}

/** Calls as they are declared; what is reached only because a callee is mirrored is drawn at the callee. */
function calls(service: ServiceModel): readonly string[] {
  const declared = new Set(
    (service.written.calls ?? []).map((call) => typeof call === "string" ? call : call.service),
  );
  const lines = senders(service).flatMap((sender) => [
    ...service.callees.filter((callee) => declared.has(callee.name))
      .map((callee) => `  ${sender} --> ${nodeId("service", callee.name)}`),
    ...service.egress.map(({ host }) => `  ${sender} --> ${nodeId("host", host)}{{"${label(host)}"}}`),
  ]);
  const { mirror } = service.traffic;
  if (mirror === undefined) return lines;
  const copies = `  ${nodeId("service", service.name)} -.->|"copies ${mirror.percent} %"| `;
  return [...lines, `${copies}${nodeId("service", mirror.callee.name)}`];
}

/** The lines of the flowchart: the gateway, every namespace with its services and versions, every call. */
export function meshFlowchart(cluster: ClusterModel): readonly string[] {
  const hosts = new Map<string, Set<string>>();
  for (const service of cluster.services) {
    for (const exposure of service.exposures) {
      const id = nodeId("service", service.name);
      hosts.set(id, (hosts.get(id) ?? new Set()).add(exposure.host));
    }
  }
  return [
    "flowchart LR",
    ...(hosts.size > 0 ? [`  gateway{{"ingress gateway"}}`] : []),
    ...cluster.namespaces.flatMap((namespace) => [
      `  subgraph ${nodeId("namespace", namespace.name)}["${namespace.name}"]`,
      ...cluster.services.filter((service) => service.namespace === namespace.name).flatMap(serviceNodes),
      "  end",
    ]),
    ...[...hosts].map(([id, names]) => `  gateway -->|"${[...names].sort().join("<br/>")}"| ${id}`),
    ...new Set(cluster.services.flatMap(calls)),
  ];
}
