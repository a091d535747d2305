/** What the control plane is told for the whole mesh. */
import { parse } from "@std/yaml";
import { fieldsOf, listOf, numberOf, textOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";

/** The settings of the whole mesh that a request depends on, with Istio's defaults. */
export interface MeshConfig {
  /** Where objects apply to all namespaces. Default: `istio-system`. */
  readonly rootNamespace: string;
  /** The first part of every identity. Default: `cluster.local`. */
  readonly trustDomain: string;
  /** What becomes of requests to unknown hosts, where no Sidecar says it. Default: `ALLOW_ANY`. */
  readonly outboundPolicy: string;
  /** How often a request is tried again where its route doesn't say. Default: 2. */
  readonly defaultRetries: number;
  /** After what it is tried again where its route doesn't say, as Envoy writes it; undefined for Istio's default. */
  readonly defaultRetryOn: string | undefined;
  /** Hosts that proxies themselves send to: collectors of traces and logs. */
  readonly providerHosts: readonly string[];
}

/** The mesh configuration as objects have it: that of a chart in an Argo CD Application, or of istiod's ConfigMap. */
function rawConfig(objects: readonly KubernetesObject[]): Readonly<Record<string, unknown>> {
  for (const object of objects) {
    if (object.kind === "ConfigMap" && object.metadata.name === "istio") {
      const text = textOf(fieldsOf(object.data).mesh);
      if (text !== undefined) {
        try {
          return fieldsOf(parse(text));
        } catch {
          return {};
        }
      }
    }
    const source = fieldsOf(fieldsOf(object.spec).source);
    if (object.kind === "Application" && source.chart === "istiod") {
      return fieldsOf(fieldsOf(fieldsOf(source.helm).valuesObject).meshConfig);
    }
  }
  return {};
}

/** Reads the settings off the objects of a cluster. */
export function meshConfigOf(objects: readonly KubernetesObject[]): MeshConfig {
  const raw = rawConfig(objects);
  return {
    rootNamespace: textOf(raw.rootNamespace) ?? "istio-system",
    trustDomain: textOf(raw.trustDomain) ?? "cluster.local",
    outboundPolicy: textOf(fieldsOf(raw.outboundTrafficPolicy).mode) ?? "ALLOW_ANY",
    defaultRetries: numberOf(fieldsOf(raw.defaultHttpRetryPolicy).attempts) ?? 2,
    defaultRetryOn: textOf(fieldsOf(raw.defaultHttpRetryPolicy).retryOn),
    providerHosts: listOf(raw.extensionProviders).flatMap((provider) =>
      Object.values(fieldsOf(provider)).flatMap((settings) => textOf(fieldsOf(settings).service) ?? [])
    ),
  };
}
