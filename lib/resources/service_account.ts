/** The ServiceAccount of a service: its identity in the mesh. */
import type { IServiceAccount } from "kubernetes-models/v1";
import type { ServiceDefinition } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

/** The ServiceAccount. Stable and canary share it: callees trust the service, not a version of it. */
export function serviceAccount(service: ServiceDefinition): KubernetesObject {
  const { name, annotations, automountToken } = service.serviceAccount;
  return typedObject<IServiceAccount>({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: objectMetadata(service, name, { annotations }),
    automountServiceAccountToken: automountToken,
  });
}
