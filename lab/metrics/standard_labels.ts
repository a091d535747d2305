import { PEER_PARTS, toldByPeer, UNKNOWN } from "./peer_metadata.ts";

/** Which of the two proxies of a request reports it. */
export type Reporter = "source" | "destination";

/** A label of a metric. */
export interface Label {
  /** As Istio spells it, such as `source_workload`. */
  readonly name: string;
  /** Its value, in the command operators of Envoy's access logs. */
  readonly value: string;
}

/** Where istiod says which Service a cluster of Envoy's belongs to. */
const METADATA = "xds.cluster_metadata.filter_metadata";
const SERVICES = `${METADATA}['istio'].services`;

/** Whether a request was led to a cluster that belongs to a Service. Each part fails unless the one before holds. */
const HAS_SERVICE = `has(xds.cluster_name) && 'istio' in ${METADATA} && has(${SERVICES})`;

/** What Istio writes in place of a Service: the cluster's name, or that of the one for what no registry knows. */
const NO_SERVICE = "has(xds.cluster_name) ? xds.cluster_name" +
  ` : has(xds.route_name) && xds.route_name == 'block_all' ? 'BlackHoleCluster' : '${UNKNOWN}'`;

/** The labels that Istio gives its metrics of requests, as the proxy of one side knows them. */
export function standardLabels(reporter: Reporter): readonly Label[] {
  const own = reporter;
  const peer = reporter === "source" ? "destination" : "source";
  const principal = (side: Reporter) => {
    // The source's proxy speaks of its connection to the other, the destination's of the one from the other.
    const connection = reporter === "source" ? "upstream" : "connection";
    const whose = side === reporter ? "local" : "peer";
    const name = `${connection}.uri_san_${whose}_certificate`;
    return cel(`${side}_principal`, `has(${name}) ? ${name} : '${UNKNOWN}'`);
  };
  return [
    { name: "reporter", value: reporter },
    ...PEER_PARTS.map((part) => cel(`${own}_${part.label}`, part.own)),
    ...PEER_PARTS.map((part) => cel(`${peer}_${part.label}`, toldByPeer(part))),
    principal("source"),
    principal("destination"),
    service("destination_service", "host", "request.host"),
    service("destination_service_name", "name", NO_SERVICE),
    service("destination_service_namespace", "namespace", `'${UNKNOWN}'`),
    cel("request_protocol", protocol()),
    { name: "response_code", value: "%RESPONSE_CODE%" },
    { name: "grpc_response_status", value: "%GRPC_STATUS_NUMBER%" },
    { name: "response_flags", value: "%RESPONSE_FLAGS%" },
    reporter === "source"
      ? { name: "connection_security_policy", value: UNKNOWN }
      : cel("connection_security_policy", "connection.mtls ? 'mutual_tls' : 'none'"),
  ];
}

function cel(name: string, expression: string): Label {
  return { name, value: `%CEL(${expression})%` };
}

function service(name: string, field: string, otherwise: string): Label {
  return cel(name, `${HAS_SERVICE} ? ${SERVICES}[0].${field} : ${otherwise}`);
}

function protocol(): string {
  const type = "request.headers['content-type']";
  return `'content-type' in request.headers && ${type}.startsWith('application/grpc') ? 'grpc' : 'http'`;
}
