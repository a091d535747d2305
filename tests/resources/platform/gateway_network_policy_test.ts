import assert from "node:assert/strict";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { gatewayNetworkPolicy } from "../../../lib/resources/platform/gateway_network_policy.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { callerModel, gatewayCallerModel } from "../mesh_model_fixture.ts";
import { read } from "../read_object.ts";
import { portModel, serviceModel } from "../service_model_fixture.ts";

const pods = (namespace: string, matchLabels: Record<string, string>) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  podSelector: { matchLabels },
});

const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: "TCP", port }));

Deno.test("the gateway takes requests from anywhere, and reaches exactly what it needs and calls", () => {
  const api = portModel({ port: 80, containerPort: 3000 });
  const admin = portModel({ name: "admin", port: 81 });
  const services = [
    serviceModel({ name: "backend", callers: [callerModel({})] }),
    serviceModel({
      name: "frontend",
      namespace: "web",
      ports: [api, admin],
      callers: [gatewayCallerModel({ ports: [admin, api] }), gatewayCallerModel({ ports: [api] })],
    }),
  ];
  assert.deepEqual(read<INetworkPolicy>(gatewayNetworkPolicy(clusterModel({ services }))).spec, {
    podSelector: { matchLabels: { app: "istio-ingress", istio: "ingress" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      { ports: tcp(8080, 8443, 15021) },
      { from: [pods("observability", { "app.kubernetes.io/name": "prometheus" })], ports: tcp(15020, 15090) },
    ],
    egress: [
      {
        to: [pods("kube-system", { "k8s-app": "kube-dns" })],
        ports: [{ protocol: "UDP", port: 53 }, ...tcp(53)],
      },
      { to: [pods("istio-system", { app: "istiod" })], ports: tcp(15012) },
      {
        to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "observability" } } }],
        ports: tcp(4317),
      },
      { to: [pods("web", { app: "frontend" })], ports: tcp(81, 3000) },
    ],
  });
});
