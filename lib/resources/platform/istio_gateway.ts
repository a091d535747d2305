/** What the gateway listens for. */
import type { IGateway } from "@kubernetes-models/istio/networking.istio.io/v1/Gateway";
import type { ClusterModel } from "../../model/types.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { typedObject } from "../typed_object.ts";
import type { ExposedHost } from "./exposed_hosts.ts";
import { platformMetadata } from "./platform_metadata.ts";

type Server = NonNullable<NonNullable<IGateway["spec"]>["servers"]>[number];

/**
 * The Istio Gateway of one host: its own, so that a mistake with one certificate can't stop the others. Only the
 * namespace that owns the host may route it: the service's, or for a shared host the platform's.
 */
export function istioGateway(
  { host, name, shared, tls, exposures }: ExposedHost,
  { gateway }: Pick<ClusterModel, "gateway">,
): KubernetesObject {
  const owner = shared ? gateway.namespace : exposures[0]!.service.namespace;
  const hosts = [`${owner}/${host}`];
  const servers: Server[] = [{
    port: { number: 80, name: "http", protocol: "HTTP" },
    hosts,
    ...(tls?.redirect && { tls: { httpsRedirect: true } }),
  }];
  if (tls !== undefined) {
    servers.push({
      port: { number: 443, name: "https", protocol: "HTTPS" },
      hosts: [...hosts],
      tls: { mode: "SIMPLE", credentialName: tls.secret, minProtocolVersion: "TLSV1_2" },
    });
  }
  return typedObject<IGateway>({
    apiVersion: "networking.istio.io/v1",
    kind: "Gateway",
    metadata: platformMetadata(name, gateway.namespace),
    spec: { selector: { ...gateway.podLabels }, servers },
  });
}
