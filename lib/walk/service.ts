/** The hosts that a mesh knows: Services and ServiceEntries. */
import { fieldsOf, labelsOf, listOf, numberOf, textOf, textsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { refer, type Reference } from "./reference.ts";

/** How a proxy takes what comes to a port. */
export type Protocol = "http" | "tcp" | "tls";

/** A port of a {@linkcode Service}. */
export interface ServicePort {
  /** Empty where it has none. */
  readonly name: string;
  /** What clients call. */
  readonly number: number;
  /** What the pods listen on: a number, or the name of a container's port. */
  readonly targetPort: number | string;
  /** How proxies take it. */
  readonly protocol: Protocol;
  /** Where it stands. */
  readonly reference: Reference;
}

/** A host that clients may call. */
export interface Service {
  /** The whole name. */
  readonly host: string;
  /** Of the object. */
  readonly name: string;
  /** Of the object. */
  readonly namespace: string;
  /** Whether it is outside the mesh: requests leave it here. */
  readonly external: boolean;
  /** The labels of its pods; empty where it selects none. */
  readonly selector: Readonly<Record<string, string>>;
  /** The namespaces that see it: `*` all, `.` its own. */
  readonly exportTo: readonly string[];
  /** In order. */
  readonly ports: readonly ServicePort[];
  /** Where it stands. */
  readonly reference: Reference;
}

/** What Istio takes for HTTP, by the first word of a port's protocol or name. */
const httpWords = new Set(["http", "http2", "grpc", "grpc-web", "h2c"]);

/** The protocol of a port, by `appProtocol`, else by the word before the first dash of its name. */
function protocolOf(appProtocol: string | undefined, name: string, transport: string): Protocol {
  if (transport !== "TCP") return "tcp";
  const word = (appProtocol?.replace(/^kubernetes\.io\//, "") ??
    (/^grpc-web/.test(name) ? "grpc-web" : name.split("-")[0]!))
    .toLowerCase();
  if (word === "https" || word === "tls") return "tls";
  if (httpWords.has(word)) return "http";
  // Anything else is looked at when it comes: what this walks is HTTP.
  return ["tcp", "mongo", "mysql", "redis", "udp"].includes(word) ? "tcp" : "http";
}

function fromService(object: KubernetesObject): Service {
  const spec = fieldsOf(object.spec);
  const { namespace = "default", name, annotations = {} } = object.metadata;
  return {
    host: `${name}.${namespace}.svc.cluster.local`,
    name,
    namespace,
    external: false,
    selector: labelsOf(spec.selector),
    exportTo: (annotations["networking.istio.io/exportTo"] ?? "*").split(",").map((each) => each.trim()),
    ports: listOf(spec.ports).flatMap((entry, index) => {
      const port = fieldsOf(entry);
      const number = numberOf(port.port);
      if (number === undefined) return [];
      const portName = textOf(port.name) ?? "";
      return [{
        name: portName,
        number,
        targetPort: numberOf(port.targetPort) ?? textOf(port.targetPort) ?? number,
        protocol: protocolOf(textOf(port.appProtocol), portName, textOf(port.protocol) ?? "TCP"),
        reference: refer(object, "spec", "ports", index),
      }];
    }),
    reference: refer(object),
  };
}

function fromServiceEntry(object: KubernetesObject): readonly Service[] {
  const spec = fieldsOf(object.spec);
  const { namespace = "default", name } = object.metadata;
  const exportTo = textsOf(spec.exportTo);
  return textsOf(spec.hosts).map((host) => ({
    host: host.toLowerCase(),
    name,
    namespace,
    external: spec.location !== "MESH_INTERNAL",
    selector: labelsOf(fieldsOf(spec.workloadSelector).labels),
    exportTo: exportTo.length > 0 ? exportTo : ["*"],
    ports: listOf(spec.ports).flatMap((entry, index) => {
      const port = fieldsOf(entry);
      const number = numberOf(port.number);
      if (number === undefined) return [];
      const portName = textOf(port.name) ?? "";
      return [{
        name: portName,
        number,
        targetPort: numberOf(port.targetPort) ?? number,
        protocol: protocolOf(textOf(port.protocol), portName, "TCP"),
        reference: refer(object, "spec", "ports", index),
      }];
    }),
    reference: refer(object),
  }));
}

/** The hosts that objects make known, in order. */
export function servicesOf(objects: readonly KubernetesObject[]): readonly Service[] {
  return objects.flatMap((object) => {
    if (object.kind === "Service" && object.apiVersion === "v1") return [fromService(object)];
    return object.kind === "ServiceEntry" ? fromServiceEntry(object) : [];
  });
}

/** Whether something exported to namespaces is seen in one. */
export function isExportedTo(exportTo: readonly string[], own: string, namespace: string): boolean {
  if (exportTo.length === 0) return true;
  return exportTo.some((each) => each === "*" || each === namespace || (each === "." && own === namespace));
}
