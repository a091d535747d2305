/** The values of the chart `istiod`: the control plane, and what holds for the whole mesh. */
import { clusterDomain } from "../../model/defaults.ts";
import type { ClusterModel } from "../../model/types.ts";
import { tracingProvider } from "../../resources/platform/telemetry.ts";
import { failClosed, type ResourceValues, runtimeDefault } from "./helm_values.ts";

/** What we set of the chart's values. */
export interface IstiodValues {
  /** False: a lab has no metrics to scale by. */
  readonly autoscaleEnabled: boolean;
  /** Pods of istiod. */
  readonly replicaCount: number;
  /** Of istiod. */
  readonly resources?: ResourceValues;
  /** Of istiod. */
  readonly seccompProfile: typeof runtimeDefault;
  /** The node agent redirects traffic, so that pods may be `restricted`. */
  readonly cni: { readonly enabled: boolean };
  /** How the validating webhook fails. */
  readonly base: typeof failClosed;
  /** What holds for every sidecar. */
  readonly global: {
    readonly proxy: {
      readonly seccompProfile: typeof runtimeDefault;
      readonly resources?: ResourceValues;
      /** A gateway is asked at once and, as it isn't up yet, after this again. Unit: seconds; Istio's default is 15. */
      readonly readinessPeriodSeconds: number;
    };
  };
  /** What holds for the whole mesh. */
  readonly meshConfig: MeshConfigValues;
}

/** What we set of Istio's MeshConfig. */
export interface MeshConfigValues {
  /** Where a proxy writes a line for each request. */
  readonly accessLogFile: string;
  /** How such a line is written. */
  readonly accessLogEncoding: "JSON" | "TEXT";
  /** Whether requests are traced. */
  readonly enableTracing: boolean;
  /** Whether hosts that nobody declared can be reached. */
  readonly outboundTrafficPolicy: { readonly mode: "REGISTRY_ONLY" | "ALLOW_ANY" };
  /** For hosts without a VirtualService: Istio's own default is two more tries of any request. */
  readonly defaultHttpRetryPolicy: { readonly attempts: number };
  /** Where spans go. */
  readonly extensionProviders: readonly {
    readonly name: string;
    readonly opentelemetry: { readonly service: string; readonly port: number };
  }[];
  /** What each proxy starts with. */
  readonly defaultConfig: {
    /** An application that asks before its proxy is ready would be refused. */
    readonly holdApplicationUntilProxyStarts: boolean;
    /** Which of Envoy's own figures are kept besides Istio's. */
    readonly proxyStatsMatcher: { readonly inclusionRegexps: readonly string[] };
  };
}

/**
 * Envoy's own figures of each version of each callee, which Istio leaves out: limits that were reached, pods that were
 * put out, tries again. The name of a cluster is `outbound|<port>|<subset>|<host>`.
 */
const versionFigures = String.raw`cluster\.outbound\|[0-9]+\|(stable|canary)\|.*\.` +
  "(circuit_breakers.*|outlier_detection.*|membership_(healthy|total)|" +
  "upstream_cx_(active|connect_fail|overflow|total)|" +
  "upstream_rq_(active|completed|pending_active|pending_overflow|retry|retry_overflow|timeout|total|[1-5]xx))";

/** The values of the chart. */
export function istiodValues({ lab, tracing }: Pick<ClusterModel, "lab" | "tracing">): IstiodValues {
  const { namespace, service, port } = tracing.collector;
  return {
    autoscaleEnabled: false,
    replicaCount: lab ? 1 : 2,
    ...(lab && { resources: { requests: { cpu: "50m", memory: "256Mi" } } }),
    seccompProfile: runtimeDefault,
    cni: { enabled: true },
    base: failClosed,
    global: {
      proxy: {
        seccompProfile: runtimeDefault,
        readinessPeriodSeconds: 5,
        ...(lab && {
          resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
        }),
      },
    },
    meshConfig: {
      accessLogFile: "/dev/stdout",
      accessLogEncoding: "JSON",
      enableTracing: true,
      outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
      defaultHttpRetryPolicy: { attempts: 0 },
      extensionProviders: [{
        name: tracingProvider,
        opentelemetry: { service: `${service}.${namespace}.svc.${clusterDomain}`, port },
      }],
      defaultConfig: {
        holdApplicationUntilProxyStarts: true,
        proxyStatsMatcher: { inclusionRegexps: [versionFigures] },
      },
    },
  };
}
