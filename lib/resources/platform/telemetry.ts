/** What the proxies report. */
import type { ITelemetry } from "@kubernetes-models/istio/telemetry.istio.io/v1/Telemetry";
import { platformNamespaces } from "../../model/defaults.ts";
import type { ClusterModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import { platformMetadata } from "./platform_metadata.ts";

/**
 * The name of the provider that takes spans. Istiod's settings declare it and the Telemetry uses it: a provider that
 * isn't declared is left out without a word.
 */
export const tracingProvider = "otel-tracing";

/** The providers that Istio declares itself: metrics for Prometheus, and lines on the proxy's standard output. */
const builtIn = { metrics: "prometheus", accessLog: "envoy" } as const;

/** The Telemetry of the whole mesh. */
export function telemetry({ tracing }: Pick<ClusterModel, "tracing">): KubernetesObject {
  return typedObject<ITelemetry>({
    apiVersion: "telemetry.istio.io/v1",
    kind: "Telemetry",
    metadata: platformMetadata("mesh-default", platformNamespaces.istio),
    spec: {
      tracing: [{
        providers: [{ name: tracingProvider }],
        randomSamplingPercentage: tracing.samplingPercent,
      }],
      metrics: [{ providers: [{ name: builtIn.metrics }] }],
      accessLogging: [{ providers: [{ name: builtIn.accessLog }] }],
    },
  });
}
