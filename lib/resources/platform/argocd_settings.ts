/** What Argo CD is told about itself, where it runs in the cluster. */
import type { IConfigMap } from "kubernetes-models/v1/ConfigMap";
import { durationSeconds } from "../../model/duration.ts";
import type { ClusterModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import { applicationHealth } from "./application_health.ts";
import { definitionHealth } from "./definition_health.ts";

/** The ConfigMaps of Argo CD that are ours and not its install manifests'. */
export const argocdSettingNames = ["argocd-cm", "argocd-cmd-params-cm", "argocd-rbac-cm"] as const;

/** Kinds that controllers make and change all the time and that nobody declares. Source: Argo CD's own defaults. */
const exclusions = `- apiGroups: ["", discovery.k8s.io]
  kinds: [Endpoints, EndpointSlice]
- apiGroups: [coordination.k8s.io]
  kinds: [Lease]
- apiGroups: [authentication.k8s.io, authorization.k8s.io]
  kinds: [SelfSubjectReview, TokenReview, LocalSubjectAccessReview, SelfSubjectAccessReview, SelfSubjectRulesReview, SubjectAccessReview]
- apiGroups: [certificates.k8s.io]
  kinds: [CertificateSigningRequest]
- apiGroups: [cert-manager.io]
  kinds: [CertificateRequest]
`;

/** Changes that don't make Argo CD look at an Application again. Source: Argo CD's own defaults. */
const ignoredUpdates = {
  "resource.customizations.ignoreResourceUpdates.all": `jsonPointers:
  - /status
`,
  "resource.customizations.ignoreResourceUpdates.apps_ReplicaSet": `jqPathExpressions:
  - .metadata.annotations."deployment.kubernetes.io/desired-replicas"
  - .metadata.annotations."deployment.kubernetes.io/max-replicas"
`,
  "resource.customizations.ignoreResourceUpdates.argoproj.io_Application": `jqPathExpressions:
  - .metadata.annotations."argocd.argoproj.io/hydrate"
  - .metadata.annotations."argocd.argoproj.io/refresh"
  - .metadata.annotations."notified.notifications.argoproj.io"
  - .operation
`,
} as const;

/** The ConfigMaps named in {@linkcode argocdSettingNames}. */
export function argocdSettings(
  { argocd, lab }: Pick<ClusterModel, "argocd" | "lab">,
): readonly KubernetesObject[] {
  const { namespace, settings } = argocd;
  return [
    configMap("argocd-cm", namespace, {
      "admin.enabled": String(settings.adminEnabled ?? lab),
      "application.resourceTrackingMethod": "annotation",
      "jsonnet.enabled": "false",
      ...ignoredUpdates,
      "resource.customizations.health.apiextensions.k8s.io_CustomResourceDefinition": definitionHealth,
      "resource.customizations.health.argoproj.io_Application": applicationHealth,
      "resource.exclusions": exclusions,
      "timeout.reconciliation": settings.reconciliationTimeout,
      // So that thousands of Applications don't ask for Git at the same moment.
      "timeout.reconciliation.jitter": `${Math.round(durationSeconds(settings.reconciliationTimeout) / 2)}s`,
      ...(settings.url !== undefined && { url: settings.url }),
      ...settings.extra,
    }),
    configMap("argocd-cmd-params-cm", namespace, {
      "controller.diff.server.side": "true",
      "server.sync.replace.allowed": "false",
    }),
    // Whoever may see or do anything is named by a project's role.
    configMap("argocd-rbac-cm", namespace, { "policy.csv": "", "policy.default": "", scopes: "[groups]" }),
  ];
}

/** Argo CD reads only ConfigMaps that carry its own labels. */
function configMap(
  name: string,
  namespace: string,
  data: Readonly<Record<string, string>>,
): KubernetesObject {
  return typedObject<IConfigMap>({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name,
      namespace,
      labels: { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "argocd" },
    },
    data: Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))),
  });
}
