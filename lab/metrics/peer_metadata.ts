/**
 * How the two proxies of a request tell each other whose they are. Istio's own Envoy has filters for that, which
 * exchange a protobuf message; here filters of the stock Envoy exchange a header for each of its parts.
 *
 * @module
 */

/** A part of what proxies tell each other. */
export interface PeerPart {
  /** The end of the metrics' label: `source_<name>` and `destination_<name>`. */
  readonly label: string;
  /** What it is of the proxy's own workload: an expression of Envoy's CEL, a string. */
  readonly own: string;
  /** The header by which the peer tells it. */
  readonly header: string;
}

/** What stands where something is not known, as in Istio's own metrics. */
export const UNKNOWN = "unknown";

/** The namespace of Envoy's dynamic metadata that holds what the peer told. */
const PEER = "lab.peer";

const NODE = "xds.node.metadata";

/** Everything that proxies tell each other. */
export const PEER_PARTS: readonly PeerPart[] = Object.freeze([
  part("workload", `has(${NODE}.WORKLOAD_NAME) ? ${NODE}.WORKLOAD_NAME : '${UNKNOWN}'`),
  part("workload_namespace", `${NODE}.NAMESPACE`),
  part("app", label("app", UNKNOWN)),
  part("version", label("version", UNKNOWN)),
  part("canonical_service", label("service.istio.io/canonical-name", UNKNOWN)),
  part("canonical_revision", label("service.istio.io/canonical-revision", "latest")),
  part("cluster", `has(${NODE}.CLUSTER_ID) ? ${NODE}.CLUSTER_ID : '${UNKNOWN}'`),
]);

/** What the peer told: an expression of Envoy's CEL. */
export function toldByPeer({ label }: PeerPart): string {
  const told = `metadata.filter_metadata['${PEER}']`;
  return `'${PEER}' in metadata.filter_metadata && has(${told}.${label}) ? ${told}.${label} : '${UNKNOWN}'`;
}

/** Writes what the own workload is into the headers that go to the peer; those may come from elsewhere. */
export function tellPeer(direction: "request" | "response"): unknown {
  const mutations = PEER_PARTS.map(({ header, own }) => ({
    append: {
      header: { key: header, value: `%CEL(${own})%` },
      append_action: "OVERWRITE_IF_EXISTS_OR_ADD",
    },
  }));
  return {
    name: "lab.tell_peer",
    typed_config: {
      "@type": "type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation",
      mutations: { [`${direction}_mutations`]: mutations },
    },
  };
}

/** Takes what the peer told out of the headers that come from it. */
export function hearPeer(direction: "request" | "response"): unknown {
  const rules = PEER_PARTS.map(({ header, label }) => ({
    header,
    on_header_present: { metadata_namespace: PEER, key: label },
    remove: true,
  }));
  return {
    name: "lab.hear_peer",
    typed_config: {
      "@type": "type.googleapis.com/envoy.extensions.filters.http.header_to_metadata.v3.Config",
      [`${direction}_rules`]: rules,
    },
  };
}

function part(name: string, own: string): PeerPart {
  // The echo program forwards other headers than those of Envoy.
  return { label: name, own, header: `x-envoy-peer-${name.replaceAll("_", "-")}` };
}

function label(name: string, otherwise: string): string {
  return `'${name}' in ${NODE}.LABELS ? ${NODE}.LABELS['${name}'] : '${otherwise}'`;
}
