/** The pods that a workload makes. */
import type {
  IPodSpec,
  IPodTemplateSpec,
  IToleration,
  ITopologySpreadConstraint,
} from "kubernetes-models/v1";
import type { ServiceDefinition, VersionDefinition } from "../model/types.ts";
import { container } from "./container.ts";
import { defined } from "./defined.ts";
import { podLabels, selectorLabels } from "./labels.ts";
import { restrictedPod } from "./restricted_security.ts";
import { volumes } from "./volumes.ts";

export type { IPodTemplateSpec };

/**
 * The template of a version's pods. They meet the pod-security standard `restricted`, the injected sidecar included,
 * where the mesh uses Istio's CNI plug-in.
 *
 * @param restartPolicy What becomes of a container that ends. Default: Kubernetes' own, `Always`; a Job needs another.
 */
export function podTemplate(
  service: ServiceDefinition,
  version: VersionDefinition,
  restartPolicy?: "Never",
): IPodTemplateSpec {
  const annotations = podAnnotations(service);
  return {
    metadata: {
      labels: podLabels(service, version.version),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: { ...podSpec(service, version), ...(restartPolicy && { restartPolicy }) },
  };
}

/**
 * A native sidecar (a restartable init container) is up before the container starts and drains while it stops, and a
 * Job's pod ends with its container. Istio makes one by itself only where every node is at 1.33 or later, so it is
 * asked for. That leaves `holdApplicationUntilProxyStarts` and `terminationDrainDuration` without a say.
 */
function podAnnotations(service: ServiceDefinition): Record<string, string> {
  return { ...(service.mesh && { "sidecar.istio.io/nativeSidecar": "true" }), ...service.annotations };
}

function podSpec(service: ServiceDefinition, version: VersionDefinition): IPodSpec {
  const { serviceAccount, security, imagePullSecrets } = service;
  const podVolumes = volumes(service);
  return {
    serviceAccountName: serviceAccount.name,
    automountServiceAccountToken: serviceAccount.automountToken,
    // The variables that Kubernetes makes of every Service in the namespace clash with names of the catalogue.
    enableServiceLinks: false,
    securityContext: restrictedPod(security),
    ...(imagePullSecrets.length > 0 && { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
    containers: [container(service, version)],
    ...(podVolumes.length > 0 && { volumes: podVolumes }),
    terminationGracePeriodSeconds: service.gracePeriodSeconds,
    ...scheduling(service, version),
  };
}

function scheduling(service: ServiceDefinition, version: VersionDefinition): Partial<IPodSpec> {
  const { nodeSelector, tolerations, priorityClassName } = service.scheduling;
  const topologySpreadConstraints = spread(service, version);
  return {
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector: { ...nodeSelector } }),
    ...(tolerations.length > 0 &&
      { tolerations: tolerations.map((toleration): IToleration => defined(toleration)) }),
    ...(topologySpreadConstraints.length > 0 && { topologySpreadConstraints }),
  };
}

function spread(service: ServiceDefinition, version: VersionDefinition): ITopologySpreadConstraint[] {
  return service.scheduling.spread.map(({ topologyKey, maxSkew, whenUnsatisfiable }) => ({
    topologyKey,
    maxSkew,
    whenUnsatisfiable,
    labelSelector: { matchLabels: selectorLabels(service, version.version) },
  }));
}
