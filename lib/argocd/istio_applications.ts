/** The Applications of Istio's charts. */
import { platformNamespaces } from "../model/defaults.ts";
import type { ClusterModel } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { application, type IgnoreDifferences, type Source } from "./application.ts";
import { destinationIn } from "./destination.ts";
import { argocdName, platformProject } from "./names.ts";
import { gatewayValues } from "./values/gateway_values.ts";
import { istioBaseValues } from "./values/istio_base_values.ts";
import { istioCniValues } from "./values/istio_cni_values.ts";
import { istiodValues } from "./values/istiod_values.ts";
import { waves } from "./waves.ts";

/** Where the node agent runs: it is privileged, which only this namespace is anyway. */
export const cniNamespace = "kube-system";

/** One of Istio's charts, and how we install it. */
interface Chart {
  readonly name: string;
  readonly chart: string;
  readonly namespace: string;
  readonly wave: number;
  readonly values: object;
  readonly ignoreDifferences?: IgnoreDifferences;
}

/** Istiod writes its own certificate into the webhooks that lead to it. */
const certificates = (...kinds: readonly string[]): IgnoreDifferences =>
  kinds.map((kind) => ({
    group: "admissionregistration.k8s.io",
    kind,
    jqPathExpressions: [".webhooks[]?.clientConfig.caBundle"],
  }));

/** The Applications of the four charts, in the order of their waves. */
export function istioApplications(cluster: ClusterModel): readonly KubernetesObject[] {
  const charts: readonly Chart[] = [
    {
      name: "istio-base",
      chart: "base",
      namespace: platformNamespaces.istio,
      wave: waves.istioBase,
      values: istioBaseValues(),
      ignoreDifferences: certificates("ValidatingWebhookConfiguration"),
    },
    {
      name: "istio-cni",
      chart: "cni",
      namespace: cniNamespace,
      wave: waves.istioControlPlane,
      values: istioCniValues(cluster),
    },
    {
      name: "istiod",
      chart: "istiod",
      namespace: platformNamespaces.istio,
      wave: waves.istioControlPlane,
      values: istiodValues(cluster),
      ignoreDifferences: certificates("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"),
    },
    {
      name: cluster.gateway.name,
      chart: "gateway",
      namespace: cluster.gateway.namespace,
      wave: waves.istioGateway,
      values: gatewayValues(cluster),
    },
  ];
  return charts.map(({ name, chart, namespace, wave, values, ignoreDifferences }) =>
    application(cluster, {
      name: argocdName(cluster, name),
      project: argocdName(cluster, platformProject),
      wave,
      source: source(cluster, chart, name, values),
      destination: destinationIn(cluster, namespace),
      ...(ignoreDifferences && { ignoreDifferences }),
    })
  );
}

/** The repository of a chart: in an OCI registry each chart is one of its own. */
export function chartRepository({ istio }: Pick<ClusterModel, "istio">, chart: string): string {
  return istio.charts.startsWith("oci://") ? `${istio.charts.replace(/\/$/, "")}/${chart}` : istio.charts;
}

function source(cluster: ClusterModel, chart: string, releaseName: string, values: object): Source {
  const repoURL = chartRepository(cluster, chart);
  return {
    repoURL,
    ...(repoURL.startsWith("oci://") ? { path: "." } : { chart }),
    targetRevision: cluster.istio.version,
    helm: { releaseName, valuesObject: values },
  };
}
