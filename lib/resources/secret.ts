/** Where the Secrets of a service come from, as objects: never a value in plain. */
import type { ISealedSecret } from "@kubernetes-models/sealed-secrets/bitnami.com/v1alpha1";
import type { IExternalSecret } from "@kubernetes-models/external-secrets/external-secrets.io/v1";
import type { Frozen, SecretSourceInput, ServiceDefinition } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectLabels } from "./labels.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

type Source<From extends SecretSourceInput["from"]> = Frozen<Extract<SecretSourceInput, { from: From }>>;

/**
 * One object for each Secret that a controller in the cluster makes, in the catalogue's order. Nothing for one that
 * exists already, and nothing for one that whoever starts the lab generates.
 */
export function secretSources(service: ServiceDefinition): readonly KubernetesObject[] {
  return Object.entries(service.secrets).flatMap(([name, source]) => {
    switch (source.from) {
      case "externalSecret":
        return [externalSecret(service, name, source)];
      case "sealedSecret":
        return [sealedSecret(service, name, source)];
      case "existing":
      case "generated":
        return [];
    }
  });
}

function externalSecret(
  service: ServiceDefinition,
  name: string,
  source: Source<"externalSecret">,
): KubernetesObject {
  return typedObject<IExternalSecret>({
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: objectMetadata(service, name),
    spec: {
      refreshInterval: source.refreshInterval ?? "1h",
      secretStoreRef: { name: source.store.name, kind: source.store.kind ?? "ClusterSecretStore" },
      target: { name, creationPolicy: "Owner" },
      data: Object.entries(source.data).map(([secretKey, { key, property }]) => ({
        secretKey,
        remoteRef: { key, ...(property !== undefined && { property }) },
      })),
    },
  });
}

/** `kubeseal` binds what it encrypts to the namespace and name of the Secret, so both stand in the template too. */
function sealedSecret(
  service: ServiceDefinition,
  name: string,
  source: Source<"sealedSecret">,
): KubernetesObject {
  return typedObject<ISealedSecret>({
    apiVersion: "bitnami.com/v1alpha1",
    kind: "SealedSecret",
    metadata: objectMetadata(service, name),
    spec: {
      encryptedData: { ...source.encryptedData },
      template: {
        metadata: { name, namespace: service.namespace, labels: objectLabels(service) },
        type: "Opaque",
      },
    },
  });
}
