/** The PersistentVolumeClaims of a service. */
import type { IPersistentVolumeClaim } from "kubernetes-models/v1";
import type { Frozen, ServiceDefinition, VolumeInput } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

/** What the catalogue says of a claim. */
export type Claim = Frozen<Extract<VolumeInput, { claim: unknown }>["claim"]>;

/** The name of the claim behind one of a service's volumes: `<service>-<volume>`. */
export function claimName(service: Pick<ServiceDefinition, "name">, volume: string): string {
  return `${service.name}-${volume}`;
}

/** The service's own claims, by volume name in the catalogue's order. Stable and canary share them. */
export function claims(service: ServiceDefinition): readonly (readonly [volume: string, claim: Claim])[] {
  return Object.entries(service.volumes)
    .flatMap(([name, volume]) => "claim" in volume ? [[name, volume.claim] as const] : []);
}

/** Whether a claim of the service can be mounted by one node or pod only. */
export function hasExclusiveClaim(service: ServiceDefinition): boolean {
  return claims(service).some(([, { accessMode = "ReadWriteOnce" }]) =>
    accessMode === "ReadWriteOnce" || accessMode === "ReadWriteOncePod"
  );
}

/**
 * The claims as objects. Argo CD deletes one only after a person has confirmed it: whether it is no longer
 * rendered (prune) or its Application is deleted, the data would go with it.
 */
export function persistentVolumeClaims(service: ServiceDefinition): readonly KubernetesObject[] {
  return claims(service).map(([volume, claim]) =>
    typedObject<IPersistentVolumeClaim>({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: objectMetadata(service, claimName(service, volume), {
        annotations: { "argocd.argoproj.io/sync-options": "Prune=confirm,Delete=confirm" },
      }),
      spec: {
        accessModes: [claim.accessMode ?? "ReadWriteOnce"],
        ...(claim.storageClass === undefined ? {} : { storageClassName: claim.storageClass }),
        resources: { requests: { storage: claim.size } },
      },
    })
  );
}
