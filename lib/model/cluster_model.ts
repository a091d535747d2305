/** One cluster with every default, and the services that run in it. */
import type { ClusterInput, ServiceInput } from "../catalogue/types.ts";
import { canaryDriverModel } from "./canary_driver_model.ts";
import type { CatalogueFile } from "./catalogue.ts";
import * as defaults from "./defaults.ts";
import { exposureModels } from "./exposure_models.ts";
import { firstByName } from "./first_by_name.ts";
import { linkServices } from "./links.ts";
import { loadGeneratorModel } from "./load_generator_model.ts";
import { mergeDifference } from "./merge_difference.ts";
import { observabilityModel } from "./observability_model.ts";
import { serviceDefinition } from "./service_definition.ts";
import { serviceModel } from "./service_model.ts";
import type { ArgoCDModel, ClusterModel, NamespaceModel, ProjectModel, ServiceModel } from "./types.ts";

function namespaceModels(services: readonly ServiceModel[]): readonly NamespaceModel[] {
  const namespaces = new Map<string, ServiceModel[]>();
  for (const service of services) {
    const there = namespaces.get(service.namespace);
    if (there === undefined) namespaces.set(service.namespace, [service]);
    else there.push(service);
  }
  return [...namespaces].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, there]) => ({
    name,
    mesh: there.some((service) => service.mesh),
    podSecurity: "restricted",
    services: there.map((service) => service.name),
  }));
}

/** A service that doesn't run here counts too: what it leaves behind can only be deleted where it is permitted. */
function projectModels(
  services: readonly CatalogueFile<ServiceInput>[],
  differences: CatalogueFile<ClusterInput>["value"]["services"],
): readonly ProjectModel[] {
  const projects = new Map<string, { namespaces: Set<string>; objects: unknown[] }>();
  for (const { value } of services) {
    const name = value.project ?? "services";
    const project = projects.get(name) ?? { namespaces: new Set(), objects: [] };
    projects.set(name, project);
    project.namespaces.add(value.namespace ?? value.name);
    project.objects.push(...value.objects ?? [], ...differences?.[value.name]?.objects ?? []);
  }
  return [...projects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { namespaces, objects }]) => ({
    name,
    namespaces: [...namespaces].sort(),
    objects,
  }));
}

/** Applies every default to a cluster and to the services that run in it; `services` are sorted by name. */
export function clusterModel(
  { file, value }: CatalogueFile<ClusterInput>,
  services: readonly CatalogueFile<ServiceInput>[],
  argocd: ArgoCDModel,
): ClusterModel {
  const lab = value.lab ?? false;
  const collector = { ...defaults.collector, ...value.tracing.collector };
  const privateNetworks = value.privateNetworks ?? defaults.privateNetworks;
  const surroundings = { lab, collector, privateNetworks };
  const here = services.filter((service) => value.services?.[service.value.name]?.enabled !== false);
  const definitions = here.map(({ value: service }) =>
    serviceDefinition(mergeDifference(service, value.services?.[service.name]))
  );
  const peers = firstByName(definitions);
  const links = linkServices(peers);
  const exposures = exposureModels(peers, value.domain);
  const replicas = value.defaults?.replicas ?? 1;
  const models = here.map((service, index) => {
    const definition = definitions[index]!;
    return serviceModel({
      file: service.file,
      cluster: value.name,
      clusterFile: file,
      definition,
      difference: value.services?.[definition.name],
      peers,
      links,
      exposures: exposures.get(definition.name) ?? [],
      replicas,
      surroundings,
    });
  });
  return {
    name: value.name,
    file,
    description: value.description,
    lab,
    after: value.after,
    destination: value.destination.argocd === "hub"
      ? value.destination
      : { argocd: "in-cluster", server: defaults.inClusterServer },
    repository: value.repository,
    domain: value.domain,
    kind: value.kind === undefined ? undefined : {
      workers: value.kind.workers ?? 2,
      nodeImage: value.kind.nodeImage,
      hostPorts: { http: value.kind.hostPorts?.http ?? 80, https: value.kind.hostPorts?.https ?? 443 },
    },
    gateway: {
      namespace: defaults.platformNamespaces.gateway,
      name: defaults.gatewayName,
      podLabels: defaults.gatewayPodLabels,
      serviceType: value.gateway?.serviceType ?? "LoadBalancer",
      nodePorts: {
        http: value.gateway?.nodePorts?.http ?? 30080,
        https: value.gateway?.nodePorts?.https ?? 30443,
      },
      replicas: value.gateway?.replicas ?? (lab ? 1 : 2),
      annotations: value.gateway?.annotations ?? {},
    },
    istio: { version: value.istio.version, charts: value.istio.charts ?? defaults.istioCharts },
    tracing: { samplingPercent: value.tracing.samplingPercent, collector },
    observability: observabilityModel(value),
    canaryDriver: canaryDriverModel(value),
    loadGenerator: loadGeneratorModel(value, models.flatMap((service) => service.exposures)),
    defaults: {
      replicas,
      minimumReplicas: value.defaults?.minimumReplicas ?? 1,
      requireDigest: value.defaults?.requireDigest ?? false,
    },
    privateNetworks,
    accept: value.accept ?? [],
    sync: {
      automated: value.sync?.automated ?? true,
      windows: (value.sync?.windows ?? []).map((window) => ({
        ...window,
        timeZone: window.timeZone ?? "UTC",
        manualSync: window.manualSync ?? true,
      })),
    },
    argocd,
    projects: projectModels(services, value.services),
    namespaces: namespaceModels(models),
    services: models,
  };
}
