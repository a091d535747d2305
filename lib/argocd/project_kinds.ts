/** The kinds that each project's Applications may touch, and no others. */
import type { ClusterModel, ServiceModel } from "../model/types.ts";

/** A kind of the Kubernetes API; the core group is empty. */
export interface GroupKind {
  /** The API group. */
  group: string;
  /** The kind. */
  kind: string;
}

const kinds = (group: string, ...names: readonly string[]): GroupKind[] =>
  names.map((kind) => ({ group, kind }));

/**
 * Every kind that is rendered for a service, whether or not one uses it: a project that lost a kind would keep its
 * Applications from deleting what is left of it.
 */
const serviceKinds: readonly GroupKind[] = [
  ...kinds("", "ConfigMap", "PersistentVolumeClaim", "Service", "ServiceAccount"),
  ...kinds("apps", "Deployment"),
  ...kinds("autoscaling", "HorizontalPodAutoscaler"),
  ...kinds("batch", "CronJob", "Job"),
  ...kinds("bitnami.com", "SealedSecret"),
  ...kinds("external-secrets.io", "ExternalSecret"),
  ...kinds("networking.istio.io", "DestinationRule", "ServiceEntry", "Sidecar", "VirtualService"),
  ...kinds("networking.k8s.io", "NetworkPolicy"),
  ...kinds("policy", "PodDisruptionBudget"),
  ...kinds("security.istio.io", "AuthorizationPolicy"),
];

const platformKinds: readonly GroupKind[] = [
  ...kinds("", "ConfigMap", "Service", "ServiceAccount"),
  ...kinds("apps", "DaemonSet", "Deployment"),
  ...kinds("networking.istio.io", "Gateway", "Sidecar", "VirtualService"),
  ...kinds("networking.k8s.io", "NetworkPolicy"),
  ...kinds("policy", "PodDisruptionBudget"),
  ...kinds("rbac.authorization.k8s.io", "Role", "RoleBinding"),
  ...kinds("security.istio.io", "AuthorizationPolicy", "PeerAuthentication"),
  ...kinds("telemetry.istio.io", "Telemetry"),
];

/** What the canary driver has, which reads what Argo CD says: whether or not it is switched on, so that it can go. */
const canaryDriverKinds: readonly GroupKind[] = kinds("batch", "CronJob");

/** What only Argo CD's own install has. */
const argocdKinds: readonly GroupKind[] = [...kinds("", "Secret"), ...kinds("apps", "StatefulSet")];

/** What only observability has: a volume stays when its Application goes, since it's no longer permitted then. */
const observabilityKinds: readonly GroupKind[] = kinds("", "PersistentVolumeClaim");

/** What Istio, the namespaces and Argo CD need outside namespaces. */
export const platformClusterKinds: readonly GroupKind[] = [
  ...kinds("", "Namespace"),
  ...kinds("admissionregistration.k8s.io", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"),
  ...kinds("apiextensions.k8s.io", "CustomResourceDefinition"),
  ...kinds("rbac.authorization.k8s.io", "ClusterRole", "ClusterRoleBinding"),
];

/** What the root application creates. */
export const rootKinds: readonly GroupKind[] = kinds("argoproj.io", "AppProject", "Application");

/** The kinds of services, with those of their raw objects. */
export function kindsOfServices(services: readonly Pick<ServiceModel, "objects">[]): GroupKind[] {
  return sorted([...serviceKinds, ...services.flatMap(({ objects }) => objects.flatMap(kindOf))]);
}

/** The namespaced kinds of a cluster's platform. */
export function kindsOfPlatform(
  { destination, observability }: Pick<ClusterModel, "destination" | "observability">,
): GroupKind[] {
  return sorted([
    ...platformKinds,
    ...(destination.argocd === "in-cluster" ? [...argocdKinds, ...canaryDriverKinds] : []),
    ...(observability === undefined ? [] : observabilityKinds),
  ]);
}

/** Nothing for what isn't an object of the API; a rule reports it. */
function kindOf(object: unknown): GroupKind[] {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  if (typeof apiVersion !== "string" || typeof kind !== "string") return [];
  return [{ group: apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "", kind }];
}

function sorted(list: readonly GroupKind[]): GroupKind[] {
  const byName = new Map(list.map((entry) => [`${entry.group}/${entry.kind}`, entry]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { group, kind }]) => ({ group, kind }));
}
