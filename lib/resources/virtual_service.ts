/** The VirtualService of a service: which requests go to which version. */
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";
import type { ExposureModel, PlacedService, ServiceDefinition } from "../model/types.ts";
import { type Entry, httpRoutes } from "./http_routes.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { layer4Routes, serverNames } from "./layer4_routes.ts";
import { longestFirst } from "./longest_first.ts";
import { objectMetadata } from "./metadata.ts";
import { syncWave } from "./sync_wave.ts";
import { typedObject } from "./typed_object.ts";

/** The name that stands for all sidecars among a VirtualService's gateways. Source: Istio. */
const meshGateway = "mesh";

/**
 * The VirtualService of a service for the mesh and for the hosts that are its alone; undefined where there is nothing
 * to route. One object for all of them, because Istio doesn't define the order in which several for a host merge.
 */
export function virtualService(
  service: PlacedService<"exposures" | "traffic">,
): KubernetesObject | undefined {
  if (service.ports.length === 0) return undefined;
  const exposures = service.exposures.filter(({ shared, port }) => !shared && port.isHttp);
  const http = entries(service, exposures).flatMap((entry) => httpRoutes(service, entry));
  const others = layer4Routes(service);
  if (http.length === 0 && Object.keys(others).length === 0) return undefined;
  return typedObject<IVirtualService>({
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: objectMetadata(service, service.name, { annotations: routeWave(service) }),
    spec: {
      hosts: unique([service.host, ...serverNames(service), ...exposures.map(({ host }) => host)]),
      gateways: unique([meshGateway, ...exposures.map(({ gateway }) => gateway)]),
      ...(http.length > 0 && { http }),
      ...others,
    },
  });
}

/**
 * A canary gets its share only after its pods are ready (wave 2); it is taken away before anything else happens
 * (wave -1), so that a canary that never becomes ready can't hold up its own end.
 */
export function routeWave({ canary }: Pick<ServiceDefinition, "canary">): Readonly<Record<string, string>> {
  return syncWave(canary !== undefined && canary.weight > 0 ? 2 : -1);
}

/**
 * One entry where all requests may be treated alike. Otherwise one for each HTTP port in the mesh, where the port
 * called tells them apart, and those of the gateways, where a port would be the gateway's own.
 */
function entries(
  service: ServiceDefinition,
  exposures: readonly ExposureModel[],
): Entry[] {
  const ports = service.ports.filter(({ isHttp }) => isHttp);
  if (ports.length <= 1 && exposures.every(({ paths }) => paths.includes("/"))) {
    return ports.map((port) => ({ name: "", port, match: {}, paths: ["/"], delegated: false }));
  }
  const several = ports.length > 1;
  const inMesh = ports.map((port) => ({
    name: several ? `${port.name}-` : "",
    port,
    match: {
      ...(exposures.length > 0 && { gateways: [meshGateway] }),
      ...(several && { port: port.port }),
    },
    paths: ["/"],
    delegated: false,
  }));
  const atEdge = unique(exposures.map(({ gateway }) => gateway)).flatMap((gateway) =>
    edges(exposures.filter((exposure) => exposure.gateway === gateway)).map(({ port, paths }) => ({
      port,
      match: { gateways: [gateway] },
      paths,
      delegated: false,
    }))
  );
  return [
    ...inMesh,
    ...atEdge.map((entry, index) => ({ name: atEdge.length > 1 ? `edge-${index + 1}-` : "edge-", ...entry })),
  ];
}

/** Where one gateway's paths lead: all at once if to one port, else each by itself, the longest first. */
function edges(exposures: readonly ExposureModel[]): Pick<Entry, "port" | "paths">[] {
  const leads = exposures.flatMap(({ port, paths }) => paths.map((path) => ({ port, path })));
  const first = leads[0];
  if (first === undefined) return [];
  if (leads.every(({ port }) => port.name === first.port.name)) {
    const paths = unique(leads.map(({ path }) => path)).sort();
    return [{ port: first.port, paths: paths.includes("/") ? ["/"] : paths }];
  }
  return leads.sort((a, b) => longestFirst(a.path, b.path)).map(({ port, path }) => ({
    port,
    paths: [path],
  }));
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
