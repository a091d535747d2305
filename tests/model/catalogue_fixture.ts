/** Small catalogues for tests of the model and of what is made of it. */
import type { ClusterInput, ServiceInput } from "../../lib/catalogue/types.ts";
import { buildModel } from "../../lib/model/build_model.ts";
import type { Catalogue } from "../../lib/model/catalogue.ts";
import type { ClusterModel, Frozen, Model, ServiceModel } from "../../lib/model/types.ts";

/** A service with an HTTP port and nothing else, with what a test changes. */
export function service(name: string, fields: Partial<Frozen<ServiceInput>> = {}): Frozen<ServiceInput> {
  return { name, image: `registry.example/${name}:1.0.0`, ports: [{ name: "http", port: 8080 }], ...fields };
}

/** A lab with its own Argo CD, with what a test changes. */
export function cluster(fields: Partial<Frozen<ClusterInput>> = {}): Frozen<ClusterInput> {
  return {
    name: "lab",
    lab: true,
    destination: { argocd: "in-cluster" },
    repository: { url: "https://git.example/platform.git", revision: "main" },
    domain: "local",
    istio: { version: "1.31.0" },
    tracing: { samplingPercent: 100 },
    ...fields,
  };
}

/** A catalogue of these services and clusters (by default one lab). */
export function catalogue(
  services: readonly Frozen<ServiceInput>[],
  clusters: readonly Frozen<ClusterInput>[] = [cluster()],
): Catalogue {
  return {
    services: services.map((value) => ({ file: `services/${value.name}.ts`, value })),
    clusters: clusters.map((value) => ({ file: `overlays/${value.name}.ts`, value })),
    argocd: { file: "argocd/argocd.ts", value: { version: "v3.2.6" } },
  };
}

/** The model of these services and clusters. */
export function model(
  services: readonly Frozen<ServiceInput>[],
  clusters?: readonly Frozen<ClusterInput>[],
): Model {
  return buildModel(catalogue(services, clusters));
}

/** The first cluster of the model of these services. */
export function lab(
  services: readonly Frozen<ServiceInput>[],
  fields: Partial<Frozen<ClusterInput>> = {},
): ClusterModel {
  return model(services, [cluster(fields)]).clusters[0]!;
}

/** One service of a cluster. */
export function find(cluster: ClusterModel, name: string): ServiceModel {
  const found = cluster.services.find((service) => service.name === name);
  if (found === undefined) throw new Error(`Cannot find service ${JSON.stringify(name)}`);
  return found;
}
