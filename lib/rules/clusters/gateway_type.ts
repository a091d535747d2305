import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH159: ports that lead nowhere because of the gateway's type. */
export const gatewayType: CatalogueRule = {
  code: "MESH159",
  name: "gateway-type",
  severity: "error",
  over: "catalogue",
  summary: "Host or node ports are given, but the gateway's Service has none",
  reason:
    "Kind leads the machine's ports to node ports, which only a Service of type NodePort keeps fixed. With " +
    "LoadBalancer, and nobody to give it an address, Argo CD also waits for ever.",
  fix: 'Write `gateway: { serviceType: "NodePort" }`, or remove the ports.',
  example: {
    wrong: `// overlays/lab.ts\nkind: { hostPorts: { http: 80, https: 443 } },`,
    right:
      `// overlays/lab.ts\nkind: { hostPorts: { http: 80, https: 443 } },\ngateway: { serviceType: "NodePort" },`,
  },
  *check({ catalogue }) {
    for (const { file, value: { kind, gateway } } of catalogue.clusters) {
      const type = gateway?.serviceType ?? "LoadBalancer";
      if (type === "NodePort") continue;
      if (kind !== undefined) {
        const path = gateway?.serviceType === undefined ? ["kind"] : ["gateway", "serviceType"];
        const text = gateway?.serviceType === undefined
          ? 'leads to node ports, but gateway.serviceType is "LoadBalancer" by default'
          : `is ${JSON.stringify(type)}, but Kind leads to node ports`;
        yield atFile(file, path, text, 'write serviceType: "NodePort"');
      }
      if (gateway?.nodePorts !== undefined) {
        const text = `is set, but gateway.serviceType is ${JSON.stringify(type)}`;
        yield atFile(file, ["gateway", "nodePorts"], text, 'write serviceType: "NodePort", or remove it');
      }
    }
  },
};
