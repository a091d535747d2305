import assert from "node:assert/strict";
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";
import { edgeName, edgeVirtualServices } from "../../lib/resources/edge_virtual_services.ts";
import { canaryServiceModel, exposureModel } from "./mesh_model_fixture.ts";
import { only, read } from "./read_object.ts";
import { httpPort, portModel, serviceModel } from "./service_model_fixture.ts";

const admin = portModel({ name: "admin", port: 81 });

Deno.test("what a shared host leads to has neither hosts nor gateways, as Istio wants of a delegate", () => {
  const edge = only(
    edgeVirtualServices(
      canaryServiceModel({}, { exposures: [exposureModel({ shared: true, paths: ["/api"] })] }),
    ),
  );
  assert.equal(edge.metadata.name, "backend-edge");
  assert.equal(edge.metadata.namespace, "backend");
  const { spec } = read<IVirtualService>(edge);
  assert.deepEqual(Object.keys(spec), ["http"]);
  assert.deepEqual(spec.http.map(({ name, match }) => [name, match]), [
    ["forced-1", [{ headers: { "x-canary": { exact: "true" } } }]],
    ["split", undefined],
  ]);
});

Deno.test("a host of its own needs none", () => {
  assert.deepEqual(edgeVirtualServices(serviceModel({ exposures: [exposureModel({})] })), []);
});

Deno.test("each port on shared hosts has its own, the first under the plain name", () => {
  const service = serviceModel({
    ports: [httpPort, admin],
    exposures: [
      exposureModel({ shared: true, port: admin, paths: ["/admin"] }),
      exposureModel({ shared: true, paths: ["/api"] }),
    ],
  });
  assert.deepEqual(
    edgeVirtualServices(service).map((edge) => [
      edge.metadata.name,
      read<IVirtualService>(edge).spec.http[0]?.route[0]?.destination.port.number,
    ]),
    [["backend-edge", 8080], ["backend-edge-admin", 81]],
  );
  assert.equal(edgeName(service, httpPort), "backend-edge");
  assert.equal(edgeName(service, admin), "backend-edge-admin");
});

Deno.test("the only port on shared hosts has the plain name, whichever it is", () => {
  const service = serviceModel({
    ports: [httpPort, admin],
    exposures: [exposureModel({ shared: true, port: admin })],
  });
  assert.equal(edgeName(service, admin), "backend-edge");
});

Deno.test("a forced path is narrowed to the service's paths on all shared hosts of the port", () => {
  const service = canaryServiceModel({ routes: [{ path: { prefix: "/" } }] }, {
    exposures: [
      exposureModel({ shared: true, paths: ["/b", "/a"] }),
      exposureModel({ shared: true, host: "other.example", paths: ["/a"] }),
      exposureModel({ host: "alone.example", paths: ["/c"] }),
    ],
  });
  const { spec } = read<IVirtualService>(only(edgeVirtualServices(service)));
  assert.deepEqual(spec.http.map(({ name, match }) => [name, match]), [
    ["forced-1-1", [{ uri: { prefix: "/a" } }]],
    ["forced-1-2", [{ uri: { prefix: "/b" } }]],
    ["split", undefined],
  ]);
});
