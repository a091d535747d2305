import assert from "node:assert/strict";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { CalleeModel, CallerModel, EgressModel, ServiceModel } from "../../lib/model/types.ts";
import { networkPolicy } from "../../lib/resources/network_policy.ts";
import { read } from "./read_object.ts";
import { httpPort, portModel, serviceModel } from "./service_model_fixture.ts";

const tcp = (port: number) => ({ protocol: "TCP", port });
const pods = (namespace: string, labels?: Record<string, string>) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  ...(labels && { podSelector: { matchLabels: labels } }),
});

const dns = {
  to: [pods("kube-system", { "k8s-app": "kube-dns" })],
  ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
};
const istiod = { to: [pods("istio-system", { app: "istiod" })], ports: [tcp(15012)] };
const collector = { to: [pods("observability")], ports: [tcp(4317)] };
const metrics = {
  from: [pods("observability", { "app.kubernetes.io/name": "prometheus" })],
  ports: [tcp(15020), tcp(15090)],
};
const readiness = { ports: [tcp(15021)] };

function caller(overrides: Partial<CallerModel>): CallerModel {
  const name = overrides.name ?? "frontend";
  return {
    name,
    namespace: name,
    serviceAccount: name,
    podLabels: { app: name },
    mesh: true,
    ports: [httpPort],
    methods: undefined,
    paths: undefined,
    ...overrides,
  };
}

function callee(overrides: Partial<CalleeModel>): CalleeModel {
  const name = overrides.name ?? "ml";
  const host = `${name}-service.${name}.svc.cluster.local`;
  return {
    name,
    namespace: name,
    host,
    podLabels: { app: name },
    mesh: true,
    ports: [httpPort],
    ...overrides,
  };
}

function egress(overrides: Partial<EgressModel>): EgressModel {
  return { host: "api.example.com", port: 443, protocol: "TLS", networks: undefined, ...overrides };
}

const spec = (overrides: Partial<ServiceModel>) =>
  read<INetworkPolicy>(networkPolicy(serviceModel(overrides))).spec;

Deno.test("a service in the mesh that nobody calls reaches names, control plane and collector alone", () => {
  assert.deepEqual(spec({}), {
    podSelector: { matchLabels: { app: "backend" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [metrics, readiness],
    egress: [dns, istiod, collector],
  });
});

Deno.test("a service outside the mesh that nobody calls reaches names alone, and nobody reaches it", () => {
  assert.deepEqual(spec({ mesh: false }), {
    podSelector: { matchLabels: { app: "backend" } },
    policyTypes: ["Ingress", "Egress"],
    egress: [dns],
  });
});

Deno.test("callers reach the ports of the pods, not of the Service", () => {
  const port = portModel({ port: 80, containerPort: 8080 });
  assert.deepEqual(spec({ callers: [caller({ namespace: "web", ports: [port] })], mesh: false }).ingress, [
    { from: [pods("web", { app: "frontend" })], ports: [tcp(8080)] },
  ]);
});

Deno.test("the gateway is a caller like any other", () => {
  const podLabels = { app: "istio-ingress", istio: "ingress" };
  const gateway = caller({ name: "gateway", namespace: "istio-ingress", podLabels });
  assert.deepEqual(spec({ callers: [gateway], mesh: false }).ingress, [
    { from: [pods("istio-ingress", podLabels)], ports: [tcp(8080)] },
  ]);
});

Deno.test("callees are reached at the ports of their pods", () => {
  const ports = [portModel({ port: 80, containerPort: 5001 }), portModel({ name: "rpc", port: 9000 })];
  assert.deepEqual(spec({ callees: [callee({ ports })], mesh: false }).egress, [
    dns,
    { to: [pods("ml", { app: "ml" })], ports: [tcp(5001), tcp(9000)] },
  ]);
});

Deno.test("several calls between the same two become one rule with all their ports, each once", () => {
  const [http, admin] = [httpPort, portModel({ name: "admin", port: 9000 })];
  const twice = [{ ports: [http] }, { ports: [http, admin] }];
  assert.deepEqual(spec({ callers: twice.map(caller), mesh: false }).ingress, [
    { from: [pods("frontend", { app: "frontend" })], ports: [tcp(8080), tcp(9000)] },
  ]);
  assert.deepEqual(spec({ callees: twice.map(callee), mesh: false }).egress.slice(1), [
    { to: [pods("ml", { app: "ml" })], ports: [tcp(8080), tcp(9000)] },
  ]);
});

Deno.test("a call without ports allows nothing, where a rule without ports would allow all", () => {
  const { ingress, egress } = spec({
    callers: [caller({ ports: [] })],
    callees: [callee({ ports: [] })],
    mesh: false,
  });
  assert.equal(ingress, undefined);
  assert.deepEqual(egress, [dns]);
});

Deno.test("the collector is the cluster's", () => {
  const surroundings = {
    ...serviceModel({}).surroundings,
    collector: { namespace: "traces", service: "otel", port: 14317 },
  };
  assert.deepEqual(spec({ surroundings }).egress.at(-1), { to: [pods("traces")], ports: [tcp(14317)] });
});

Deno.test("a host outside is reached in its networks where they are given", () => {
  const networks = ["203.0.113.0/24", "2001:db8::/32"];
  assert.deepEqual(spec({ egress: [egress({ networks, port: 5432 })] }).egress.at(-1), {
    to: networks.map((cidr) => ({ ipBlock: { cidr } })),
    ports: [tcp(5432)],
  });
});

Deno.test("a host outside is otherwise reached everywhere but in private networks, each within its own family", () => {
  assert.deepEqual(spec({ egress: [egress({})] }).egress.at(-1), {
    to: [
      { ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] } },
      { ipBlock: { cidr: "::/0", except: ["fc00::/7"] } },
    ],
    ports: [tcp(443)],
  });
});

for (
  const [privateNetworks, to] of [
    [["10.0.0.0/8"], [{ cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] }, { cidr: "::/0" }]],
    [["0.0.0.0/0"], [{ cidr: "::/0" }]],
    [["::/0", "10.0.0.0/8"], [{ cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] }]],
    [["::/0", "0.0.0.0/0"], undefined],
  ] as const
) {
  Deno.test(`with ${privateNetworks.join(" and ")} private, ${to?.length ?? 0} address families are left`, () => {
    const surroundings = { ...serviceModel({}).surroundings, privateNetworks };
    const rules = spec({ mesh: false, surroundings, egress: [egress({})] }).egress.slice(1);
    assert.deepEqual(
      rules,
      to === undefined ? [] : [{ to: to.map((ipBlock) => ({ ipBlock })), ports: [tcp(443)] }],
    );
  });
}

Deno.test("copies to a mirror are the callers' to send, so the service itself may not reach it", () => {
  const { traffic } = serviceModel({});
  const mirror = { callee: callee({ name: "shadow" }), percent: 100 };
  assert.deepEqual(spec({ traffic: { ...traffic, mirror } }), spec({}));
});
