import { rawObjects } from "../raw_objects.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** Kinds that stand outside of namespaces: Kubernetes' own, and those of what is often installed. */
const clusterScoped = new Set([
  "APIService",
  "CSIDriver",
  "CertificateSigningRequest",
  "ClusterExternalSecret",
  "ClusterIssuer",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterSecretStore",
  "CustomResourceDefinition",
  "FlowSchema",
  "GatewayClass",
  "IngressClass",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
]);

/** MESH172: a raw object that belongs to the whole cluster. */
export const objectClusterScoped: DefinitionRule = {
  code: "MESH172",
  name: "object-cluster-scoped",
  severity: "error",
  over: "definition",
  about: ["objects"],
  summary: "A raw object is of a kind that stands outside of namespaces",
  reason: "A service's project may touch nothing outside of its namespace: Argo CD would refuse the whole " +
    "Application.",
  fix:
    "Let whoever administers the cluster keep the object, or use a kind that has a namespace, such as Role.",
  example: {
    wrong:
      `objects: [{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "reader" }, rules: [] }],`,
    right:
      `objects: [{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name: "reader" }, rules: [] }],`,
  },
  *check(service) {
    for (const { index, object: { kind } } of rawObjects(service)) {
      if (!clusterScoped.has(kind)) continue;
      yield at(
        ["objects", index, "kind"],
        `is ${JSON.stringify(kind)}, which stands outside of namespaces`,
        "remove it",
      );
    }
  },
};
