import assert from "node:assert/strict";
import type { IService } from "kubernetes-models/v1";
import { kubernetesService } from "../../lib/resources/service.ts";
import { read } from "./read_object.ts";
import { canaryModel, portModel, serviceModel, versionModel } from "./service_model_fixture.ts";

Deno.test("a Service leads to all versions' pods by their app label alone", () => {
  const service = serviceModel({
    versions: [versionModel({}), versionModel({ version: "canary" })],
    canary: canaryModel({}),
  });
  assert.deepEqual(read<IService>(kubernetesService(service)).spec, {
    selector: { app: "backend" },
    ports: [{ name: "http", port: 8080, targetPort: "http", protocol: "TCP", appProtocol: "http" }],
  });
});

Deno.test("a Service has the name that the catalogue gives it", () => {
  assert.equal(kubernetesService(serviceModel({}))?.metadata.name, "backend-service");
  assert.equal(kubernetesService(serviceModel({ serviceName: "api" }))?.metadata.name, "api");
});

Deno.test("without ports there is no Service", () => {
  assert.equal(kubernetesService(serviceModel({ ports: [] })), undefined);
});

Deno.test("ports lead to the container's by name, also where two share one", () => {
  const ports = [
    portModel({ name: "http", port: 80, containerPort: 8080 }),
    portModel({ name: "public", port: 8080, containerPort: 8080 }),
  ];
  const { spec } = read<IService>(kubernetesService(serviceModel({ ports })));
  assert.deepEqual(spec.ports.map(({ name, port, targetPort }) => [name, port, targetPort]), [
    ["http", 80, "http"],
    ["public", 8080, "http"],
  ]);
});

for (
  const [protocol, appProtocol] of [
    ["http", "http"],
    ["http2", "kubernetes.io/h2c"],
    ["grpc", "grpc"],
    ["https", "https"],
    ["tcp", "tcp"],
  ] as const
) {
  Deno.test(`the mesh is told ${appProtocol} for a port of ${protocol}, whatever the port is called`, () => {
    const ports = [portModel({ name: "http-x", protocol })];
    assert.equal(
      read<IService>(kubernetesService(serviceModel({ ports }))).spec.ports[0]?.appProtocol,
      appProtocol,
    );
  });
}
