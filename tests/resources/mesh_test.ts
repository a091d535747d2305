import assert from "node:assert/strict";
import type { IDestinationRule } from "@kubernetes-models/istio/networking.istio.io/v1/DestinationRule";
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";
import fc from "fast-check";
import type { ServiceModel, StringMatchInput } from "../../lib/model/types.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { meshParts } from "../../lib/resources/mesh.ts";
import { renderParts } from "../../lib/resources/part.ts";
import { longestFirst } from "../../lib/resources/longest_first.ts";
import { type Request, routeOf } from "./http_walk.ts";
import { meshService, path } from "./mesh_model_arbitrary.ts";
import { calleeModel, callerModel, canaryServiceModel, exposureModel } from "./mesh_model_fixture.ts";
import { read } from "./read_object.ts";
import { serviceModel } from "./service_model_fixture.ts";

const kinds = (service: ServiceModel) =>
  renderParts(meshParts, service).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

const virtualServices = (service: ServiceModel) =>
  renderParts(meshParts, service).filter(({ kind }) => kind === "VirtualService");

const specOf = (object: KubernetesObject | undefined) => read<IVirtualService>(object).spec;

function everyRoute(service: ServiceModel) {
  return virtualServices(service).map(specOf).flatMap((spec) => [
    ...(spec.http ?? []),
    ...(spec.tcp ?? []),
    ...(spec.tls ?? []),
  ]);
}

Deno.test("a service has every object that has something to say", () => {
  const service = canaryServiceModel({}, {
    callers: [callerModel({})],
    callees: [calleeModel({})],
    exposures: [exposureModel({}), exposureModel({ host: "shared.example", shared: true })],
    egress: [{ host: "api.example.com", port: 443, protocol: "TLS", networks: undefined }],
  });
  assert.deepEqual(kinds(service), [
    "DestinationRule/backend",
    "VirtualService/backend",
    "VirtualService/backend-edge",
    "AuthorizationPolicy/backend",
    "Sidecar/backend",
    "ServiceEntry/backend.api.example.com",
  ]);
});

Deno.test("a job that answers on no port has a Sidecar alone; outside the mesh it has nothing", () => {
  assert.deepEqual(kinds(serviceModel({ ports: [] })), ["Sidecar/backend"]);
  assert.deepEqual(kinds(serviceModel({ ports: [], mesh: false })), []);
});

Deno.test("a service outside the mesh is routed by its callers and guarded by no proxy", () => {
  assert.deepEqual(kinds(serviceModel({ mesh: false, callers: [callerModel({})] })), [
    "DestinationRule/backend",
    "VirtualService/backend",
  ]);
});

Deno.test("two renderings of a model are the same, and the model isn't changed", () => {
  fc.assert(fc.property(meshService, (service) => {
    const before = JSON.stringify(service);
    assert.equal(
      JSON.stringify(renderParts(meshParts, service)),
      JSON.stringify(renderParts(meshParts, service)),
    );
    assert.equal(JSON.stringify(service), before);
  }));
});

Deno.test("no two objects of a service share kind and name, nor two routes of a VirtualService their name", () => {
  fc.assert(fc.property(meshService, (service) => {
    const all = kinds(service);
    assert.equal(new Set(all).size, all.length);
    for (const { http = [] } of virtualServices(service).map(specOf)) {
      assert.equal(new Set(http.map(({ name }) => name)).size, http.length);
    }
  }));
});

Deno.test("weights of a route sum to 100, and a route with several versions has both", () => {
  fc.assert(fc.property(meshService, (service) => {
    for (const { route } of everyRoute(service)) {
      if (route.length === 1) continue;
      assert.deepEqual(route.map(({ destination }) => destination.subset), ["stable", "canary"]);
      assert.equal(route[0]!.weight + route[1]!.weight, 100);
      assert.equal(route[1]!.weight, service.canary?.weight);
    }
  }));
});

Deno.test("every subset that anything leads to stands in the DestinationRule, every port in the Service", () => {
  fc.assert(fc.property(meshService, (service) => {
    const rule = read<IDestinationRule>(
      renderParts(meshParts, service).find(({ kind }) => kind === "DestinationRule"),
    );
    const subsets = rule.spec.subsets.map(({ name }) => name);
    const numbers = service.ports.map(({ port }) => port);
    for (const route of everyRoute(service)) {
      const copies = "mirrors" in route ? route.mirrors ?? [] : [];
      for (const { destination } of [...route.route, ...copies]) {
        if (destination.host !== service.host) continue;
        assert.ok(subsets.includes(destination.subset), destination.subset);
        assert.ok(numbers.includes(destination.port.number));
      }
    }
  }));
});

Deno.test("all HTTP routes of a service have the same timeout and retries", () => {
  fc.assert(fc.property(meshService, (service) => {
    for (const { http = [] } of virtualServices(service).map(specOf)) {
      for (const { timeout, retries } of http) {
        assert.deepEqual({ timeout, retries }, {
          timeout: http[0]?.timeout,
          retries: http[0]?.retries,
        });
      }
    }
  }));
});

const request: fc.Arbitrary<Omit<Request, "from" | "port">> = fc.record({
  path,
  method: fc.constantFrom("GET", "POST"),
  headers: fc.constantFrom({}, { "x-canary": "true" }, { "x-canary": "tr" }, { cookie: "version=canary" }),
});

const compares = (comparison: StringMatchInput | undefined, text: string | undefined) =>
  comparison === undefined ||
  (text !== undefined &&
    ("exact" in comparison
      ? text === comparison.exact
      : "prefix" in comparison
      ? text.startsWith(comparison.prefix)
      : assert.fail("an expression")));

/** Whether a policy sends a request to the canary whatever the weight. */
function isForced(
  { canary }: ServiceModel,
  { method, path, headers }: Omit<Request, "from" | "port">,
): boolean {
  return canary?.routes.some((route) =>
    (route.method === undefined || route.method === method) && compares(route.path, path) &&
    Object.entries(route.headers ?? {}).every(([name, value]) => compares(value, headers[name as "x-canary"]))
  ) ?? false;
}

function assertLeads(
  service: ServiceModel,
  port: number,
  asked: Omit<Request, "from" | "port">,
  from: string,
) {
  const spec = specOf(virtualServices(service).find(({ metadata }) => metadata.name === "backend"));
  const called = from === "mesh" ? port : 80;
  const { canary } = service;
  const route = routeOf(spec, { ...asked, from, port: called });
  assert.ok(route !== undefined, "no route takes the request");
  assert.deepEqual(new Set(route.route?.map(({ destination }) => destination.port?.number)), new Set([port]));
  const leads = route.route?.map(({ destination }) => destination.subset);
  const held = canary?.affinity !== undefined && canary.weight > 0 && canary.weight < 100 &&
    (asked.headers as { cookie?: string }).cookie !== undefined;
  const expected = canary === undefined
    ? ["stable"]
    : isForced(service, asked) || held
    ? ["canary"]
    : ["stable", "canary"];
  assert.deepEqual(leads, expected);
}

Deno.test("in the mesh every request to an HTTP port reaches that port of the right version", () => {
  fc.assert(
    fc.property(meshService, request, (service, asked) => {
      for (const { port, isHttp } of service.ports) if (isHttp) assertLeads(service, port, asked, "mesh");
    }),
    { numRuns: 300 },
  );
});

Deno.test("at a gateway a request reaches the port of the longest path that it begins with, or nothing", () => {
  fc.assert(
    fc.property(meshService, request, (service, asked) => {
      const own = service.exposures.filter(({ shared }) => !shared);
      for (const gateway of new Set(own.map((exposure) => exposure.gateway))) {
        const leads = own.filter((exposure) => exposure.gateway === gateway)
          .flatMap(({ paths, port }) => paths.map((prefix) => ({ prefix, port })))
          .filter(({ prefix }) => asked.path.startsWith(prefix))
          .sort((a, b) => longestFirst(a.prefix, b.prefix));
        if (leads[0] !== undefined) assertLeads(service, leads[0].port.port, asked, gateway);
        else {
          const spec = specOf(virtualServices(service)[0]);
          assert.equal(routeOf(spec, { ...asked, from: gateway, port: 80 }), undefined);
        }
      }
    }),
    { numRuns: 500 },
  );
});
