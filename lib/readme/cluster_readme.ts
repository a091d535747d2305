/** What runs in a cluster, for people who open its folder. */
import type { ClusterModel, ServiceModel } from "../model/types.ts";
import { largestPicture, meshFlowchart } from "./mermaid.ts";

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function traffic(service: ServiceModel): string {
  if (service.kind !== "Deployment") return service.job?.schedule ?? "runs once";
  if (service.canary === undefined) return "100 % stable";
  const { weight, step, steps } = service.canary;
  return `${100 - weight} % stable, ${weight} % canary (step ${step + 1} of ${steps.length})`;
}

function serviceRow(service: ServiceModel): string {
  return row([
    `[${service.name}](services/${service.name}/kustomization.yaml)`,
    service.namespace,
    service.versions.map(({ version, image }) =>
      `${version}: \`${image.replace(/@sha256:([0-9a-f]{12}).*/, "@$1…")}\``
    )
      .join("<br/>"),
    service.ports.map((port) => `${port.port} ${port.protocol}`).join(", ") || "none",
    traffic(service),
    service.callers.map((caller) => caller.name).filter((name, index, all) => all.indexOf(name) === index)
      .join(", ") ||
    "nobody",
    cell(service.owner ?? ""),
  ]);
}

function picture(cluster: ClusterModel): readonly string[] {
  if (cluster.services.length > largestPicture) {
    return [
      `${cluster.services.length} services are too many for one picture; the table below lists them.`,
    ];
  }
  return ["```mermaid", ...meshFlowchart(cluster), "```"];
}

/** The README of a cluster's folder: a sentence, where changes come from, the picture, the table. */
export function clusterReadme(cluster: ClusterModel): string {
  const { destination, repository, sync } = cluster;
  return [
    `# ${cluster.name}`,
    "",
    ...(cluster.description === undefined ? [] : [`${cluster.description}.`, ""]),
    `Argo CD reads \`clusters/${cluster.name}\` at \`${repository.revision}\` of <${repository.url}> ` +
    (destination.argocd === "hub"
      ? `from a hub that knows this cluster as \`${destination.name}\``
      : "from within this cluster") +
    (sync.automated ? ", and applies every change by itself." : ", and waits for a person to sync."),
    ...sync.windows.map((window) =>
      `A window of ${window.duration} that ${window.kind === "allow" ? "allows" : "forbids"} it opens at ` +
      `\`${window.schedule}\` (${window.timeZone}).`
    ),
    "",
    "## The mesh",
    "",
    ...picture(cluster),
    "",
    "## Services",
    "",
    row(["Service", "Namespace", "Images", "Ports", "Traffic", "Called by", "Owner"]),
    row(["---", "---", "---", "---", "---", "---", "---"]),
    ...cluster.services.map(serviceRow),
    "",
  ].join("\n");
}
