import assert from "node:assert/strict";
import { gatewayValues } from "../../../lib/argocd/values/gateway_values.ts";
import { clusterModel } from "../../resources/cluster_model_fixture.ts";

const { gateway } = clusterModel({});

Deno.test("a lab's gateway is small and answers on the node ports that Kind maps", () => {
  assert.deepEqual(gatewayValues({ gateway, lab: true }), {
    labels: { app: "istio-ingress", istio: "ingress" },
    autoscaling: { enabled: false },
    replicaCount: 1,
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    securityContext: { seccompProfile: { type: "RuntimeDefault" } },
    service: {
      type: "NodePort",
      ports: [
        { name: "status-port", port: 15021, protocol: "TCP", targetPort: 15021 },
        { name: "http2", port: 80, protocol: "TCP", targetPort: 8080, nodePort: 30080 },
        { name: "https", port: 443, protocol: "TCP", targetPort: 8443, nodePort: 30443 },
      ],
    },
  });
});

Deno.test("behind a cloud's load balancer node ports are the cloud's, and two pods aren't drained at once", () => {
  const values = gatewayValues({
    gateway: {
      ...gateway,
      serviceType: "LoadBalancer",
      replicas: 2,
      annotations: { "cloud.example/type": "nlb" },
    },
    lab: false,
  });
  assert.deepEqual(values, {
    labels: { app: "istio-ingress", istio: "ingress" },
    autoscaling: { enabled: false },
    replicaCount: 2,
    podDisruptionBudget: { minAvailable: 1 },
    securityContext: { seccompProfile: { type: "RuntimeDefault" } },
    service: {
      type: "LoadBalancer",
      annotations: { "cloud.example/type": "nlb" },
      ports: [
        { name: "status-port", port: 15021, protocol: "TCP", targetPort: 15021 },
        { name: "http2", port: 80, protocol: "TCP", targetPort: 8080 },
        { name: "https", port: 443, protocol: "TCP", targetPort: 8443 },
      ],
    },
  });
});
