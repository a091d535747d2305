/** The objects that every part of the observability stack has, and the load generator. */
import type { IDeployment } from "kubernetes-models/apps/v1";
import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
} from "kubernetes-models/networking.k8s.io/v1";
import type {
  IClusterRole,
  IClusterRoleBinding,
  IPolicyRule,
} from "kubernetes-models/rbac.authorization.k8s.io/v1";
import type {
  IConfigMap,
  IContainer,
  IProbe,
  IService,
  IServiceAccount,
  IVolume,
  IVolumeMount,
} from "kubernetes-models/v1";
import { observabilityNamespace } from "../../model/defaults.ts";
import type { ComponentModel } from "../../model/types.ts";
import { contentHash } from "../content_hash.ts";
import { sortedVariables } from "../environment.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { platformMetadata } from "../platform/platform_metadata.ts";
import { resourceRequirements } from "../resource_requirements.ts";
import { restrictedContainer, restrictedPod } from "../restricted_security.ts";
import { typedObject } from "../typed_object.ts";

/** A directory of a pod and what is mounted there. */
export interface Mount {
  /** A DNS label. */
  readonly name: string;
  /** Absolute path in the container. */
  readonly path: string;
  /** Files from ConfigMaps by their names; undefined: an empty directory that may be written to. */
  readonly configMaps?: readonly string[];
  /** A PersistentVolumeClaim. */
  readonly claim?: string;
}

/** What tells one part's Deployment from another's. */
export interface ComponentParts {
  /** The name of its Deployment and ServiceAccount. */
  readonly name: string;
  /** Default: that of the observability stack. */
  readonly namespace?: string;
  /** Further labels of its pods. Default: none. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Image and resources. */
  readonly model: ComponentModel;
  /** The user of its image, neither root nor 1337. */
  readonly user: number;
  /** Replaces the image's entry point. Default: the image's. */
  readonly command?: readonly string[];
  /** Default: none. */
  readonly args?: readonly string[];
  /** Environment variables by name. Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** How it is asked whether it is ready. */
  readonly ready: { readonly path: string; readonly port: string };
  /** How it is asked whether it is well. Default: as whether it is ready. */
  readonly live?: { readonly path: string; readonly port: string };
  /** Where Prometheus finds its metrics. Default: it has none. */
  readonly metrics?: { readonly port: number; readonly path?: string };
  /** Its directories. */
  readonly mounts: readonly Mount[];
  /** Whether it asks the API server. Default: false. */
  readonly usesApi?: boolean;
  /** Whether two of it may run at a time, one taking over from the other. Default: true. */
  readonly overlaps?: boolean;
}

/** How Istio's injection writes it, and how Prometheus is told where to ask. */
function scrapeAnnotations(
  { port, path = "/metrics" }: NonNullable<ComponentParts["metrics"]>,
): Record<string, string> {
  return { "prometheus.io/path": path, "prometheus.io/port": String(port), "prometheus.io/scrape": "true" };
}

const selector = (name: string) => ({ "app.kubernetes.io/name": name });

/** Its Deployment: one pod, which meets the pod-security standard `restricted`. */
export function componentDeployment(parts: ComponentParts): KubernetesObject {
  const { name, namespace, user, podLabels, metrics, usesApi = false, overlaps = true } = parts;
  const { labels } = platformMetadata(name);
  return typedObject<IDeployment>({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(name, namespace),
    spec: {
      replicas: 1,
      revisionHistoryLimit: 3,
      strategy: overlaps
        ? { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
        : { type: "Recreate" },
      selector: { matchLabels: selector(name) },
      template: {
        metadata: {
          labels: { ...selector(name), ...labels, ...podLabels },
          ...(metrics && { annotations: scrapeAnnotations(metrics) }),
        },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: usesApi,
          enableServiceLinks: false,
          securityContext: restrictedPod({ runAsUser: user, runAsGroup: user, fsGroup: user }),
          containers: [container(parts)],
          volumes: parts.mounts.map(volume),
        },
      },
    },
  });
}

function container(
  { name, model, command, args, env = {}, ports, ready, live, mounts }: ComponentParts,
): IContainer {
  return {
    name,
    image: model.image,
    imagePullPolicy: "IfNotPresent",
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    ports: Object.entries(ports).map(([port, containerPort]) => ({
      name: port,
      containerPort,
      protocol: "TCP",
    })),
    ...(Object.keys(env).length > 0 && { env: sortedVariables(env) }),
    resources: resourceRequirements(model.resources),
    // Reading what it has written before may take minutes.
    startupProbe: { ...probe(ready), periodSeconds: 5, failureThreshold: 120 },
    readinessProbe: { ...probe(ready), periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...probe(live ?? ready), periodSeconds: 15, failureThreshold: 4 },
    securityContext: restrictedContainer(),
    volumeMounts: mounts.map(volumeMount),
  };
}

function probe(get: ComponentParts["ready"]): IProbe {
  return { httpGet: { ...get, scheme: "HTTP" }, timeoutSeconds: 3 };
}

function volumeMount({ name, path, configMaps }: Mount): IVolumeMount {
  return { name, mountPath: path, ...(configMaps && { readOnly: true }) };
}

function volume({ name, configMaps, claim }: Mount): IVolume {
  if (claim !== undefined) return { name, persistentVolumeClaim: { claimName: claim } };
  const [first, second] = configMaps ?? [];
  if (first === undefined) return { name, emptyDir: {} };
  if (second === undefined) return { name, configMap: { name: first } };
  return { name, projected: { sources: configMaps!.map((map) => ({ configMap: { name: map } })) } };
}

/** Its Service, with all its ports or those that are named. */
export function componentService(
  { name, ports }: Pick<ComponentParts, "name" | "ports">,
  serviceName: string = name,
): KubernetesObject {
  return typedObject<IService>({
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(serviceName),
    spec: {
      selector: selector(name),
      ports: Object.entries(ports).map(([port, number]) => ({
        name: port,
        port: number,
        targetPort: port,
        protocol: "TCP",
        appProtocol: port.startsWith("grpc") || port.startsWith("otlp-grpc") ? "grpc" : "http",
      })),
    },
  });
}

/** Its identity. The token is mounted by the pod that needs it. */
export function componentServiceAccount(name: string, namespace?: string): KubernetesObject {
  return typedObject<IServiceAccount>({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: metadata(name, namespace),
    automountServiceAccountToken: false,
  });
}

/** What its identity may do in the whole cluster: a ClusterRole and its binding, both named `observability-<name>`. */
export function componentClusterRole(
  name: string,
  rules: readonly IPolicyRule[],
): readonly [role: KubernetesObject, binding: KubernetesObject] {
  const metadata = platformMetadata(`observability-${name}`);
  return [
    typedObject<IClusterRole>({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata,
      rules: [...rules],
    }),
    typedObject<IClusterRoleBinding>({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: metadata.name },
      subjects: [{ kind: "ServiceAccount", name, namespace: observabilityNamespace }],
    }),
  ];
}

/** Which connections its pods may take and make. */
export function componentNetworkPolicy(
  name: string,
  ingress: readonly INetworkPolicyIngressRule[],
  egress: readonly INetworkPolicyEgressRule[],
  namespace?: string,
): KubernetesObject {
  return typedObject<INetworkPolicy>({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(name, namespace),
    spec: {
      podSelector: { matchLabels: selector(name) },
      policyTypes: ["Ingress", "Egress"],
      ingress: [...ingress],
      ...(egress.length > 0 && { egress: [...egress] }),
    },
  });
}

/** A ConfigMap whose name changes with its content, `<name>-<hash>`: a change replaces the pods that read it. */
export function hashedConfigMap(
  name: string,
  data: Readonly<Record<string, string>>,
  namespace?: string,
): KubernetesObject {
  return configMap(`${name}-${contentHash(data)}`, data, true, namespace);
}

/** A ConfigMap whose readers notice new content by themselves. */
export function plainConfigMap(name: string, data: Readonly<Record<string, string>>): KubernetesObject {
  return configMap(name, data, false);
}

function configMap(
  name: string,
  data: Readonly<Record<string, string>>,
  immutable: boolean,
  namespace?: string,
): KubernetesObject {
  return typedObject<IConfigMap>({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadata(name, namespace),
    ...(immutable && { immutable }),
    data: { ...data },
  });
}

function metadata(name: string, namespace: string = observabilityNamespace) {
  return platformMetadata(name, namespace);
}
