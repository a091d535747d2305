import { canaryDriverNamespace } from "../../model/defaults.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";
import type { ClusterView } from "../view.ts";

/** Who owns a namespace that isn't for services; undefined: nobody. */
function ownerOf(namespace: string, { cluster, whole }: ClusterView): string | undefined {
  if (namespace === "default" || namespace.startsWith("kube-")) return "Kubernetes";
  if (namespace.startsWith("istio-")) return "Istio";
  if (namespace === "argocd" || namespace === whole.model.argocd.namespace) return "Argo CD";
  const tracing = cluster?.tracing.collector.namespace;
  if (namespace === "observability" || namespace === tracing) return "the platform's observability";
  if (namespace === canaryDriverNamespace) return "the canary driver";
  return undefined;
}

/** MESH006: a service in a namespace of the platform. */
export const reservedNamespace: ServiceRule = {
  code: "MESH006",
  name: "reserved-namespace",
  severity: "error",
  over: "service",
  summary: "A service stands in a namespace that belongs to the platform",
  reason:
    "Policies of a service's namespace (sidecars, strict mTLS, deny-all) would hit the platform's own " +
    "pods, and the project of the services isn't allowed to touch them.",
  fix: "Choose another namespace. Without one the service's name is its namespace.",
  example: {
    wrong: `namespace: "kube-system",`,
    right: `namespace: "vision",`,
  },
  *check(service, view) {
    const owner = ownerOf(service.namespace, view);
    if (owner === undefined) return;
    const fix = "choose another namespace";
    yield service.written.namespace === undefined
      ? at(
        ["name"],
        `is ${JSON.stringify(service.name)} and so is its namespace, which belongs to ${owner}`,
        fix,
      )
      : at(["namespace"], `is ${JSON.stringify(service.namespace)}, which belongs to ${owner}`, fix);
  },
};
