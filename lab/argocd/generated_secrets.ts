import { Buffer } from "node:buffer";
import type { ServiceModel } from "../../lib/model/types.ts";
import { checkCatalogue } from "../../lib/pipeline/check_catalogue.ts";
import { LabError } from "../lab_error.ts";
import type { ClusterApi } from "./cluster_api.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

/** A Secret that the catalogue wants generated in the lab. */
export interface GeneratedSecret {
  readonly namespace: string;
  readonly name: string;
  /** How many characters each key's random value has. */
  readonly keys: Readonly<Record<string, number>>;
}

/** Characters of a value that is not given a length. */
const LENGTH = 32;

/**
 * The Secrets with `from: "generated"` of a cluster.
 *
 * @param root the folder of the catalogue, absolute.
 * @throws {LabError} if the catalogue has mistakes.
 */
export async function generatedSecrets(root: string, cluster: string): Promise<readonly GeneratedSecret[]> {
  const { model } = await checkCatalogue(root);
  if (model === undefined) {
    throw new LabError(`Cannot read the catalogue in "${root}": it has mistakes; see "deno task check"`);
  }
  return secretsOf(model.clusters.find(({ name }) => name === cluster)?.services ?? []);
}

/** The Secrets with `from: "generated"` of services. */
export function secretsOf(
  services: readonly Pick<ServiceModel, "namespace" | "secrets">[],
): readonly GeneratedSecret[] {
  return services.flatMap(({ namespace, secrets }) =>
    Object.entries(secrets).flatMap(([name, source]) => {
      if (source.from !== "generated") return [];
      const keys = Object.entries(source.keys).map(([key, { length = LENGTH }]) => [key, length] as const);
      return [{ namespace, name, keys: Object.fromEntries(keys) }];
    })
  );
}

/**
 * Makes those Secrets that are not there yet. What is there stays as it is: pods hold its values.
 *
 * @returns how many were made.
 */
export async function makeSecrets(
  api: ClusterApi,
  secrets: readonly GeneratedSecret[],
  namespaces: readonly KubernetesObject[],
): Promise<number> {
  let made = 0;
  for (const { namespace, name, keys } of secrets) {
    const reference = { apiVersion: "v1", kind: "Secret", metadata: { name, namespace } };
    if (await api.read(reference) !== undefined) continue;
    const owner = namespaces.find(({ metadata }) => metadata.name === namespace);
    if (owner === undefined) {
      throw new LabError(`Cannot make the Secret "${name}": no namespace "${namespace}"`);
    }
    await api.apply(owner);
    const stringData = Object.fromEntries(
      Object.entries(keys).map(([key, length]) => [key, randomText(length)]),
    );
    await api.apply({ ...reference, type: "Opaque", stringData });
    made++;
  }
  return made;
}

function randomText(length: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString("hex").slice(0, length);
}
