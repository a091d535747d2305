import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { ServiceModel } from "../../lib/model/types.ts";

/** The namespace of the probes that belong to no service. */
export const PROBE_NAMESPACE = "lab-verify";

/** The container of a probe that sends. */
export const PROBE_CONTAINER = "app";

/**
 * What probes run: an image with `deno` on its path that does nothing by itself. The process lab's table of images
 * takes it for an echo program, which waits for requests that nobody sends.
 */
const IMAGE = "ghcr.io/3rvision/lab-probe:1";

/** A `version` that no subset selects: nobody sends a probe anything. */
const VERSION = "lab-verify";

/** Seconds until a probe that was left behind ends. */
const LIFETIME = 1800;

/** Where a probe is, and who. */
export interface ProbeIdentity {
  /** Where it runs. */
  readonly namespace: string;
  /** The name of its pod. */
  readonly name: string;
  /** `default` if not given. */
  readonly serviceAccount?: string;
  /** The labels of its pod. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it has a sidecar. */
  readonly mesh: boolean;
}

/**
 * Who stands for a service: its identity, its Sidecar and its network policies hold for it too, but it gets no
 * requests, and what its proxy counts or ejects concerns nobody else.
 */
export function identityOf({ name, namespace, serviceAccount, mesh }: ServiceModel): ProbeIdentity {
  return {
    namespace,
    name: `lab-verify-${name}`,
    serviceAccount: serviceAccount.name,
    labels: { app: name, version: VERSION, "app.kubernetes.io/name": name },
    mesh,
  };
}

/** The pod of a probe. It never becomes ready, so no Service leads to it; its containers do. */
export function probePod(identity: ProbeIdentity): KubernetesObject {
  const { namespace, name, serviceAccount = "default", labels, mesh } = identity;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace,
      labels: { ...labels, "sidecar.istio.io/inject": String(mesh) },
      annotations: { "sidecar.istio.io/nativeSidecar": "true" },
    },
    spec: {
      serviceAccountName: serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: "Never",
      activeDeadlineSeconds: LIFETIME,
      terminationGracePeriodSeconds: 1,
      readinessGates: [{ conditionType: "platform.3rvision.dev/never" }],
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        runAsGroup: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      },
      containers: [{
        name: PROBE_CONTAINER,
        image: IMAGE,
        // Without it a container counts as ready before a command in it finds its files.
        startupProbe: {
          exec: { command: ["deno", "--version"] },
          periodSeconds: 1,
          timeoutSeconds: 10,
          failureThreshold: 60,
        },
        resources: { requests: { cpu: "10m", memory: "64Mi" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      }],
      volumes: [{ name: "tmp", emptyDir: {} }],
    },
  };
}

/** The namespace of the probes that belong to no service. */
export const PROBE_NAMESPACE_OBJECT: KubernetesObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: PROBE_NAMESPACE, labels: { "istio-injection": "enabled" } },
};

interface PodStatus {
  readonly phase?: string;
  readonly containerStatuses?: readonly { readonly ready: boolean }[];
  readonly initContainerStatuses?: readonly {
    readonly ready: boolean;
    readonly state?: { readonly waiting?: { readonly message?: string } };
  }[];
}

/** Whether all containers of a pod are ready, though the pod itself never is. */
export function containersReady(pod: KubernetesObject): boolean {
  const { containerStatuses = [], initContainerStatuses = [] } = (pod["status"] ?? {}) as PodStatus;
  return containerStatuses.length > 0 &&
    [...containerStatuses, ...initContainerStatuses].every(({ ready }) => ready);
}
