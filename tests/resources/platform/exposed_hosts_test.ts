import assert from "node:assert/strict";
import { exposedHosts } from "../../../lib/resources/platform/exposed_hosts.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { exposureModel } from "../mesh_model_fixture.ts";
import { serviceModel } from "../service_model_fixture.ts";

Deno.test("every host stands once, with the name of its Gateway and all paths on it", () => {
  const tls = { secret: "certificate", redirect: true };
  const shared = { host: "shared.example", shared: true };
  const services = [
    serviceModel({
      name: "a",
      exposures: [exposureModel({ ...shared, paths: ["/a"] }), exposureModel({ host: "a.example" })],
    }),
    serviceModel({ name: "b", exposures: [exposureModel({ ...shared, tls })] }),
  ];
  const hosts = exposedHosts(clusterModel({ services }));
  assert.deepEqual(
    hosts.map((
      { host, name, shared, tls, exposures },
    ) => [host, name, shared, tls, exposures.map(({ service }) => service.name)]),
    [
      ["a.example", "a-example", false, undefined, ["a"]],
      ["shared.example", "shared-example", true, tls, ["a", "b"]],
    ],
  );
});

Deno.test("where nothing is exposed there are no hosts", () => {
  assert.deepEqual(exposedHosts(clusterModel({ services: [serviceModel({})] })), []);
});
