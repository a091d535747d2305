import assert from "node:assert/strict";
import type { IGateway } from "@kubernetes-models/istio/networking.istio.io/v1/Gateway";
import type { ExposureModel } from "../../../lib/model/types.ts";
import { exposedHosts } from "../../../lib/resources/platform/exposed_hosts.ts";
import { istioGateway } from "../../../lib/resources/platform/istio_gateway.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { exposureModel } from "../mesh_model_fixture.ts";
import { only, read } from "../read_object.ts";
import { serviceModel } from "../service_model_fixture.ts";
import { metadata } from "./platform_metadata_fixture.ts";

function gateway(exposure: Partial<ExposureModel>) {
  const cluster = clusterModel({
    services: [serviceModel({ namespace: "web", exposures: [exposureModel(exposure)] })],
  });
  return istioGateway(only(exposedHosts(cluster)), cluster);
}

Deno.test("a host without TLS is served on port 80, for the service's namespace alone", () => {
  assert.deepEqual(gateway({}), {
    apiVersion: "networking.istio.io/v1",
    kind: "Gateway",
    metadata: metadata("backend-local", "istio-ingress"),
    spec: {
      selector: { app: "istio-ingress", istio: "ingress" },
      servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["web/backend.local"] }],
    },
  });
});

Deno.test("a host with TLS is served on 443, and on 80 only says where", () => {
  assert.deepEqual(read<IGateway>(gateway({ tls: { secret: "certificate", redirect: true } })).spec.servers, [
    {
      port: { number: 80, name: "http", protocol: "HTTP" },
      hosts: ["web/backend.local"],
      tls: { httpsRedirect: true },
    },
    {
      port: { number: 443, name: "https", protocol: "HTTPS" },
      hosts: ["web/backend.local"],
      tls: { mode: "SIMPLE", credentialName: "certificate", minProtocolVersion: "TLSV1_2" },
    },
  ]);
});

Deno.test("without redirection a host with TLS is served on both", () => {
  const [http] = read<IGateway>(gateway({ tls: { secret: "certificate", redirect: false } })).spec.servers;
  assert.deepEqual(http, {
    port: { number: 80, name: "http", protocol: "HTTP" },
    hosts: ["web/backend.local"],
  });
});

Deno.test("a shared host is for the platform's namespace, which routes it", () => {
  assert.deepEqual(read<IGateway>(gateway({ shared: true })).spec.servers[0]?.hosts, [
    "istio-ingress/backend.local",
  ]);
});
