/** The Kubernetes Service of a service. */
import type { IService } from "kubernetes-models/v1";
import type { PortModel, ServiceDefinition } from "../model/types.ts";
import { containerPortName } from "./container_port.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

/**
 * What the mesh is told of a port; it overrules whatever the port's name begins with. Istio reads each of these.
 * A plain name must be one that IANA registered, which `http2` isn't; for HTTP/2 without TLS Kubernetes has its own.
 */
const appProtocols: Readonly<Record<PortModel["protocol"], string>> = {
  http: "http",
  http2: "kubernetes.io/h2c",
  grpc: "grpc",
  https: "https",
  tcp: "tcp",
};

/**
 * The Service in front of all versions; undefined where there are no ports. It selects by `app` alone: which version
 * answers is decided by the mesh's routes.
 */
export function kubernetesService(service: ServiceDefinition): KubernetesObject | undefined {
  if (service.ports.length === 0) return undefined;
  return typedObject<IService>({
    apiVersion: "v1",
    kind: "Service",
    metadata: objectMetadata(service, service.serviceName),
    spec: {
      selector: { app: service.name },
      ports: service.ports.map(({ name, port, containerPort, protocol }) => ({
        name,
        port,
        // By name, so that pods of an older version that listen elsewhere still get their requests.
        targetPort: containerPortName(service.ports, containerPort) ?? containerPort,
        protocol: "TCP",
        appProtocol: appProtocols[protocol],
      })),
    },
  });
}
