/**
 * The gateway that Istio's own chart makes. Its objects aren't in the tree: an Argo CD Application names the chart and
 * its values, and what matters of them follows from those.
 */
import { fieldsOf, labelsOf, listOf, numberOf, textOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { refer } from "./reference.ts";
import type { Service } from "./service.ts";
import type { Workload } from "./workload.ts";

/** The pods and the Service of a gateway. */
export interface ChartGateway {
  /** Its pods. */
  readonly workload: Workload;
  /** What stands in front of them. */
  readonly service: Service;
}

/** The chart's own ports. Source: its values.yaml. */
const chartPorts = [
  { name: "status-port", port: 15021, targetPort: 15021 },
  { name: "http2", port: 80, targetPort: 80 },
  { name: "https", port: 443, targetPort: 443 },
];

/** The gateways among the Argo CD Applications of a cluster. */
export function chartGateways(objects: readonly KubernetesObject[]): readonly ChartGateway[] {
  return objects.filter(({ kind }) => kind === "Application").flatMap((object) => {
    const spec = fieldsOf(object.spec);
    const source = fieldsOf(spec.source);
    if (source.chart !== "gateway") return [];
    const helm = fieldsOf(source.helm);
    const values = fieldsOf(helm.valuesObject);
    const name = textOf(values.name) ?? textOf(helm.releaseName) ?? object.metadata.name;
    const namespace = textOf(fieldsOf(spec.destination).namespace) ?? "default";
    const path = ["spec", "source", "helm", "valuesObject"] as const;
    const scaling = fieldsOf(values.autoscaling);
    const scaled = scaling.enabled !== false;
    const replicas = scaled ? numberOf(scaling.minReplicas) ?? 1 : numberOf(values.replicaCount) ?? 1;
    const labels = {
      app: name,
      istio: name.replace(/^istio-/, ""),
      ...labelsOf(values.labels),
    };
    const ports = listOf(fieldsOf(values.service).ports);
    const reference = refer(object, ...path);
    return [{
      workload: {
        name,
        namespace,
        labels,
        serviceAccount: textOf(fieldsOf(values.serviceAccount).name) || name,
        replicas,
        scaled,
        sidecar: true,
        gateway: true,
        ports: {},
        reference,
      },
      service: {
        host: `${name}.${namespace}.svc.cluster.local`,
        name,
        namespace,
        external: false,
        selector: labels,
        exportTo: ["*"],
        ports: (ports.length > 0 ? ports : chartPorts).flatMap((entry, index) => {
          const { name: portName, port, targetPort } = fieldsOf(entry);
          const number = numberOf(port);
          if (number === undefined) return [];
          return [{
            name: textOf(portName) ?? "",
            number,
            targetPort: numberOf(targetPort) ?? textOf(targetPort) ?? number,
            protocol: "tcp" as const,
            reference: refer(object, ...path, "service", "ports", index),
          }];
        }),
        reference,
      },
    }];
  });
}
