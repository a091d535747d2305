import assert from "node:assert/strict";
import { exposedHosts } from "../../../lib/resources/platform/exposed_hosts.ts";
import { rootVirtualService } from "../../../lib/resources/platform/root_virtual_service.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { exposureModel } from "../mesh_model_fixture.ts";
import { only } from "../read_object.ts";
import { httpPort, portModel, serviceModel } from "../service_model_fixture.ts";
import { metadata } from "./platform_metadata_fixture.ts";

Deno.test("a shared host's paths lead to their services, the longest first, all else to whoever has /", () => {
  const admin = portModel({ name: "admin", port: 81 });
  const host = { host: "shared.example", shared: true };
  const cluster = clusterModel({
    services: [
      serviceModel({ name: "pages", namespace: "web", exposures: [exposureModel(host)] }),
      serviceModel({
        name: "api",
        ports: [httpPort, admin],
        exposures: [
          exposureModel({ ...host, paths: ["/api", "/v1"] }),
          exposureModel({ ...host, paths: ["/api/admin"], port: admin }),
        ],
      }),
    ],
  });
  const api = { name: "api-edge", namespace: "api" };
  assert.deepEqual(rootVirtualService(only(exposedHosts(cluster)), cluster), {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: metadata("shared-example", "istio-ingress"),
    spec: {
      hosts: ["shared.example"],
      gateways: ["istio-ingress/shared-example"],
      http: [
        {
          name: "api-1",
          match: [{ uri: { prefix: "/api/admin" } }],
          delegate: { name: "api-edge-admin", namespace: "api" },
        },
        { name: "api-2", match: [{ uri: { prefix: "/api" } }], delegate: api },
        { name: "api-3", match: [{ uri: { prefix: "/v1" } }], delegate: api },
        { name: "pages-1", delegate: { name: "pages-edge", namespace: "web" } },
      ],
    },
  });
});
