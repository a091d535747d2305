/**
 * Makes the stock Envoy count requests as Istio's does.
 *
 * istiod configures proxies for Istio's own build of Envoy: the filter `istio.stats` counts requests. The stock Envoy
 * does not know it and would refuse whole listeners. This object, which only the lab's cluster has, takes the filter out
 * and puts an access logger in its place that counts the same, with the same names, labels and buckets.
 *
 * @module
 */

import { hearPeer, tellPeer } from "./peer_metadata.ts";
import { type Reporter, standardLabels } from "./standard_labels.ts";

/** The object's place, which is the same in every lab. */
const PLACE = Object.freeze({
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "EnvoyFilter",
  namespace: "istio-system",
  name: "lab-stock-envoy",
});

/** Istio's filter; in HTTP and in TCP listeners it has the same name. */
const STATS_FILTER = "istio.stats";

const CONNECTION_MANAGER = "envoy.filters.network.http_connection_manager";

type Context = "ANY" | "GATEWAY" | "SIDECAR_INBOUND" | "SIDECAR_OUTBOUND";

/**
 * The EnvoyFilter that replaces Istio's filter in all proxies.
 *
 * @param owner the object that owns it. An object with an owner is none that Argo CD calls orphaned.
 */
export function metricsFilter(owner: OwnerReference): MetricsFilter {
  const { apiVersion, kind, namespace, name } = PLACE;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      ownerReferences: [owner],
      annotations: {
        "platform.3rvision.dev/stand-in": `${STATS_FILTER}, which the stock Envoy lacks`,
        // "istioctl analyze" warns of every EnvoyFilter, and of those that insert.
        "galley.istio.io/analyze-suppress": "IST0133,IST0151",
      },
    },
    spec: {
      configPatches: [
        remove("HTTP_FILTER", {
          filter: { name: CONNECTION_MANAGER, subFilter: { name: STATS_FILTER } },
        }),
        remove("NETWORK_FILTER", { filter: { name: STATS_FILTER } }),
        ...count("SIDECAR_INBOUND", "destination"),
        ...count("SIDECAR_OUTBOUND", "source"),
        ...count("GATEWAY", "source"),
      ],
    },
  };
}

/** An object that owns another. */
export interface OwnerReference {
  /** Group and version, such as `v1`. */
  readonly apiVersion: string;
  /** Such as `Node`. */
  readonly kind: string;
  /** Its name; it has no namespace, or that of what it owns. */
  readonly name: string;
  /** What the API server calls it. */
  readonly uid: string;
}

/** An EnvoyFilter. */
export interface MetricsFilter {
  /** Group and version. */
  readonly apiVersion: string;
  /** `EnvoyFilter`. */
  readonly kind: string;
  /** Where it is, whose it is, and for what it stands. */
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly ownerReferences: readonly OwnerReference[];
    readonly annotations: Readonly<Record<string, string>>;
  };
  /** What is changed in the listeners that istiod makes. */
  readonly spec: { readonly configPatches: readonly unknown[] };
}

function remove(applyTo: "HTTP_FILTER" | "NETWORK_FILTER", filterChain: unknown): unknown {
  return { applyTo, match: { context: "ANY", listener: { filterChain } }, patch: { operation: "REMOVE" } };
}

function count(context: Context, reporter: Reporter): readonly unknown[] {
  const filterChain = { filter: { name: CONNECTION_MANAGER } };
  const insertFirst = (value: unknown) => ({
    applyTo: "HTTP_FILTER",
    match: { context, listener: { filterChain } },
    patch: { operation: "INSERT_FIRST", value },
  });
  // What the peer says comes with the request at the destination, and with the answer at the source.
  const [heard, told] = reporter === "source"
    ? ["response", "request"] as const
    : ["request", "response"] as const;
  return [
    insertFirst(tellPeer(told)),
    insertFirst(hearPeer(heard)),
    {
      applyTo: "NETWORK_FILTER",
      match: { context, listener: { filterChain } },
      patch: {
        operation: "MERGE",
        value: {
          name: CONNECTION_MANAGER,
          typed_config: {
            "@type":
              "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            access_log: [accessLogger(reporter)],
          },
        },
      },
    },
  ];
}

function accessLogger(reporter: Reporter): unknown {
  const tags = standardLabels(reporter).map(({ name, value }) => ({ name, value_format: value }));
  return {
    name: "envoy.access_loggers.stats",
    typed_config: {
      // istiod need not know the logger's own type to hand it on.
      "@type": "type.googleapis.com/udpa.type.v1.TypedStruct",
      type_url: "type.googleapis.com/envoy.extensions.access_loggers.stats.v3.Config",
      value: {
        stats_scope: { prefix: "istio" },
        counters: [{ stat: { name: "requests_total", tags }, value_fixed: 1 }],
        histograms: [{
          stat: { name: "request_duration_milliseconds", tags },
          unit: "Milliseconds",
          value_format: "%DURATION%",
        }],
      },
    },
  };
}
